package dev.postern.ingest.deny;

import dev.postern.core.Service;
import dev.postern.core.egress.Decision;
import dev.postern.core.egress.EgressResolver;
import dev.postern.core.problem.FieldError;
import dev.postern.core.problem.ProblemException;
import dev.postern.core.text.Characters;
import dev.postern.ingest.DenyList;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;

/** Whether what a person wants a list to be makes sense. */
@Service
public class DenyListCheck {
  private static final int SHORTEST_REFRESH = 300;
  private static final int LONGEST_REFRESH = 7 * 24 * 3600;

  private final EgressResolver egress;

  @Inject
  public DenyListCheck(EgressResolver egress) {
    this.egress = egress;
  }

  /** 422 with every wrong field. */
  void require(DenyList.Edit edit) {
    List<FieldError> errors = new ArrayList<>();
    boolean control = edit.name().chars().anyMatch(Character::isISOControl);
    if (edit.name().isBlank() || !Characters.between(1, 200, edit.name()) || control) {
      errors.add(new FieldError("/name", "A name is 1 to 200 characters, none of them control."));
    }
    if (edit.refreshSeconds() < SHORTEST_REFRESH || edit.refreshSeconds() > LONGEST_REFRESH) {
      errors.add(
          new FieldError(
              "/refresh_seconds", "It is " + SHORTEST_REFRESH + " to " + LONGEST_REFRESH + "."));
    }
    if (edit.url() != null) {
      url(edit.url(), errors);
    }
    if (!errors.isEmpty()) {
      throw ProblemException.unprocessable("invalid_value", errors);
    }
  }

  private void url(String url, List<FieldError> errors) {
    if (egress.check(url) instanceof Decision.Refused refused) {
      errors.add(new FieldError("/url", refused.withCode()));
    } else if (url.length() > 2000) {
      errors.add(new FieldError("/url", "It is at most 2000 characters."));
    }
  }
}
