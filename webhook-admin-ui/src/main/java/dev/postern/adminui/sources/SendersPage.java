package dev.postern.adminui.sources;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.shared.HasValidationProperties;
import dev.postern.ingest.AutoResponse;
import dev.postern.ingest.SourceSettings;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Who may post, and what is done by itself when too many try who may not. */
final class SendersPage implements SourcePage {
  private final Lines networks;
  private final Lines agents;
  private final Lines allowed;
  private final Lines denied;
  private final Select<AutoResponse> response = new Select<>();

  /**
   * @param countriesKnown whether the node can tell an address's country
   */
  SendersPage(SourceSettings settings, boolean countriesKnown) {
    networks =
        new Lines("Allowed networks", settings.allowedCidrs())
            .hint(
                "203.0.113.0/24",
                "One a line; empty: all. Or preset: and a provider that publishes its own, such as"
                    + " preset:stripe.");
    agents =
        new Lines("Allowed user agents", settings.allowedUserAgents())
            .hint("GitHub-Hookshot/", "Beginnings, one a line; empty: all.");
    String database =
        countriesKnown
            ? "Two-letter codes, one a line."
            : "Two-letter codes, one a line. This node has no country database"
                + " (POSTERN_GEOIP_FILE): no country is known here.";
    allowed =
        new Lines("Allowed countries", settings.countries().allow())
            .hint("DE", database + " Empty: all.");
    denied =
        new Lines("Refused countries", settings.countries().deny())
            .hint("None", "They are refused even where they are allowed too.");
    response.setLabel("When signature failures are unusual");
    response.setItems(AutoResponse.values());
    response.setItemLabelGenerator(SendersPage::explain);
    response.setValue(settings.autoResponse());
    response.setHelperText("A measure ends by itself, is on record, and can be undone.");
  }

  @Override
  public String title() {
    return "Who may post";
  }

  @Override
  public Component content() {
    Div pairs = new Div(networks, agents, allowed, denied, response);
    pairs.addClassName("pairs");
    response.addClassName("whole");
    return pairs;
  }

  @Override
  public void fill(ObjectNode settings) {
    networks.fill(settings, "allowed_cidrs");
    agents.fill(settings, "allowed_user_agents");
    ObjectNode countries = settings.putObject("countries");
    allowed.fill(countries, "allow");
    denied.fill(countries, "deny");
    settings.put("auto_response", response.getValue().name().toLowerCase(Locale.ROOT));
  }

  @Override
  public Map<String, HasValidationProperties> fields() {
    Map<String, HasValidationProperties> fields = new HashMap<>();
    networks.name(fields, "/allowed_cidrs");
    agents.name(fields, "/allowed_user_agents");
    allowed.name(fields, "/countries/allow");
    denied.name(fields, "/countries/deny");
    fields.put("/auto_response", response);
    return fields;
  }

  static String explain(AutoResponse response) {
    return switch (response) {
      case NONE -> "Raise the alarm only";
      case BLOCK_NETWORK -> "Block the networks that they come from for a while";
      case TIGHTEN_LIMIT -> "Tighten the rate limits for a while";
      case DISABLE_SOURCE -> "Close the source for a while";
    };
  }
}
