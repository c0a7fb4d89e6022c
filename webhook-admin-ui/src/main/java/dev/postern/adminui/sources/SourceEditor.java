package dev.postern.adminui.sources;

import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.shared.HasValidationProperties;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import dev.postern.adminui.access.Visit;
import dev.postern.adminui.part.Buttons;
import dev.postern.adminui.part.Forms;
import dev.postern.adminui.part.Notice;
import dev.postern.core.access.Permission;
import dev.postern.core.problem.ProblemException;
import dev.postern.ingest.Forward;
import dev.postern.ingest.RateLimit;
import dev.postern.ingest.Source;
import dev.postern.ingest.SourceEdit;
import dev.postern.ingest.SourceMode;
import dev.postern.ingest.SourceSettings;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Networks, limits, replay window and where a source's webhooks go. */
final class SourceEditor extends Dialog {
  private static final long serialVersionUID = 1L;
  private static final int KIB = 1024;
  private final TextField name = new TextField("Name");
  private final TextArea networks = new TextArea("Allowed networks");
  private final TextArea agents = new TextArea("Allowed user agents");
  private final TextArea config = new TextArea("What the provider needs besides");
  private final LimitFields each = new LimitFields("Requests of one address …");
  private final LimitFields all = new LimitFields("Requests in all …");
  private final IntegerField window = new IntegerField("Replay window, seconds");
  private final IntegerField size = new IntegerField("Largest body, KiB");
  private final Checkbox forward = new Checkbox("Publish what arrives to the subscribers");
  private final TextField prefix = new TextField("Event type prefix");
  private final Checkbox test = new Checkbox("Test: verify and record, hand on to nobody");
  private final transient SourceSettings settings;

  SourceEditor(SourceDoors doors, Visit visit, Source source, Runnable saved) {
    settings = source.settings();
    setHeaderTitle("Edit source");
    addClassNames("dialog-m", "dialog-wide");
    name.setValue(source.name());
    lines(networks, settings.allowedCidrs(), "203.0.113.0/24, or preset:stripe");
    networks.setHelperText(
        "One a line; empty: all. preset: and a provider that publishes its own.");
    lines(agents, settings.allowedUserAgents(), "GitHub-Hookshot/");
    agents.setHelperText("Beginnings, one a line; empty: all.");
    config.setValue(
        settings.providerConfig().entrySet().stream()
            .map(entry -> entry.getKey() + "=" + entry.getValue())
            .sorted()
            .collect(Collectors.joining("\n")));
    config.setPlaceholder("public_url=https://hooks.example.com/in/…");
    config.setHelperText("name=value, one a line.");
    each.show(settings.rateLimit());
    all.show(settings.rateLimitTotal());
    window.setValue(settings.replayWindowSeconds());
    window.setPlaceholder("The provider's: " + source.replayWindow().toSeconds());
    size.setValue(settings.maxBodyBytes() / KIB);
    forward.setValue(settings.forward().publish());
    String stored = settings.forward().typePrefix();
    prefix.setValue(stored == null ? "" : stored);
    prefix.setHelperText("Optional. invoice.paid becomes stripe.invoice.paid.");
    test.setValue(settings.mode() == SourceMode.TEST);
    Div pairs =
        new Div(
            name,
            prefix,
            forward,
            test,
            each.requests,
            each.seconds,
            all.requests,
            all.seconds,
            window,
            size,
            networks,
            agents,
            config);
    pairs.addClassName("pairs");
    config.addClassName("whole");
    add(pairs);
    getFooter()
        .add(
            Buttons.quiet("Cancel", click -> close()),
            Buttons.primary("Save", click -> save(doors, visit, source, saved)));
  }

  private void save(SourceDoors doors, Visit visit, Source source, Runnable saved) {
    Map<String, HasValidationProperties> fields = fields();
    Forms.clear(fields.values().toArray(HasValidationProperties[]::new));
    try {
      doors
          .sources()
          .update(
              visit.tenantTo(Permission.WRITE),
              source.id(),
              new SourceEdit(
                  name.getValue().strip(), source.provider(), source.enabled(), edited()));
      close();
      Notice.done("Saved.");
      saved.run();
    } catch (ProblemException refused) {
      Forms.mark(refused, fields);
    }
  }

  private SourceSettings edited() {
    String typed = prefix.getValue().strip();
    Forward old = settings.forward();
    return new SourceSettings(
        words(networks),
        words(agents),
        each.limit(),
        all.limit(),
        pairs(),
        window.getValue(),
        Objects.requireNonNullElse(size.getValue(), KIB) * KIB,
        settings.successStatus(),
        settings.successAnswer(),
        settings.customScheme(),
        settings.requiredFields(),
        settings.maxEventAge(),
        settings.jsonSchema(),
        settings.eventLocation(),
        settings.retentionDays(),
        test.getValue() ? SourceMode.TEST : SourceMode.LIVE,
        new Forward(
            forward.getValue(),
            typed.isEmpty() ? null : typed,
            old.includeHeaders(),
            old.rawBody()),
        settings.autoResponse(),
        settings.countries());
  }

  private Map<String, HasValidationProperties> fields() {
    Map<String, HasValidationProperties> fields = new HashMap<>();
    fields.put("/name", name);
    fields.put("/rate_limit/requests", each.requests);
    fields.put("/rate_limit/per_seconds", each.seconds);
    fields.put("/rate_limit_total/requests", all.requests);
    fields.put("/rate_limit_total/per_seconds", all.seconds);
    fields.put("/replay_window_seconds", window);
    fields.put("/max_body_bytes", size);
    fields.put("/forward/type_prefix", prefix);
    fields.put("/allowed_cidrs", networks);
    fields.put("/allowed_user_agents", agents);
    fields.put("/provider_config", config);
    for (int i = 0; i < words(networks).size(); i++) {
      fields.put("/allowed_cidrs/" + i, networks);
    }
    for (int i = 0; i < words(agents).size(); i++) {
      fields.put("/allowed_user_agents/" + i, agents);
    }
    pairs().keySet().forEach(key -> fields.put("/provider_config/" + key, config));
    return fields;
  }

  private static void lines(TextArea area, List<String> values, String placeholder) {
    area.setValue(String.join("\n", values));
    area.setPlaceholder(placeholder);
    area.addClassName("mono");
  }

  private static List<String> words(TextArea area) {
    return area.getValue().lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
  }

  private Map<String, String> pairs() {
    return Arrays.stream(config.getValue().split("\n"))
        .filter(line -> line.indexOf('=') > 0)
        .collect(
            Collectors.toMap(
                line -> line.substring(0, line.indexOf('=')).strip(),
                line -> line.substring(line.indexOf('=') + 1).strip(),
                (first, second) -> second));
  }

  /** So many requests in so many seconds; none lifts the limit. */
  private static final class LimitFields {
    private final IntegerField requests;
    private final IntegerField seconds = new IntegerField("… in so many seconds");

    LimitFields(String label) {
      requests = new IntegerField(label);
      requests.setPlaceholder("No limit");
      seconds.setValue(60);
    }

    void show(@Nullable RateLimit limit) {
      if (limit != null) {
        requests.setValue(limit.requests());
        seconds.setValue(limit.perSeconds());
      }
    }

    @Nullable RateLimit limit() {
      Integer many = requests.getValue();
      return many == null
          ? null
          : new RateLimit(many, Objects.requireNonNullElse(seconds.getValue(), 60));
    }
  }
}
