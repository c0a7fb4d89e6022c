package dev.postern.adminui.verify;

import com.vaadin.flow.component.details.Details;
import com.vaadin.flow.component.html.Code;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.tabs.TabSheet;
import dev.postern.adminui.part.CodeBox;
import dev.postern.outbound.ledger.Attempt;
import java.util.Optional;

/** Programs that check the signature of this very request. Drawn when somebody opens it. */
public final class VerifyYourself extends Details {
  private static final long serialVersionUID = 1L;

  /** What is told of a request that is not shown as a whole. */
  public static final String CUT =
      "The body is too long to be shown whole: its first %,d characters are here. With them alone no signature fits."
          .formatted(Attempt.Request.MOST_SHOWN);

  public VerifyYourself(Attempt.Request request) {
    super("Verify this signature yourself");
    Div content = new Div();
    content.addClassName("stack");
    add(content);
    addOpenedChangeListener(change -> {
      if (change.isOpened() && content.getChildren().findAny().isEmpty()) {
        fill(content, request);
      }
    });
  }

  private static void fill(Div content, Attempt.Request request) {
    if (request.bodyTruncated()) {
      content.add(new Paragraph(CUT));
      return;
    }
    Optional<Recipe> recipe = Recipe.of(request.headers());
    if (recipe.isEmpty()) {
      content.add(
          new Paragraph(
              "This request has no signature that a program here knows. A custom one is checked as"
                  + " the endpoint's custom_signature says. ed25519 signatures are checked with the"
                  + " public keys of this endpoint alone, at /.well-known/jwks.json?endpoint=ep_…"
                  + " (its id): the whole set there has those of other senders too."));
      return;
    }
    TabSheet languages = new TabSheet();
    for (Language language : Language.values()) {
      languages.add(
          language.title(),
          CodeBox.plain(
              language.program(recipe.get(), request.body()), language.title() + " program"));
    }
    content.add(
        new Paragraph(
            new Span("Put the endpoint's secret where "),
            new Code(Language.SECRET),
            new Span(" stands, and run it: it prints “genuine” or “NOT genuine”.")),
        languages);
  }
}
