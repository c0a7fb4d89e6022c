package dev.postern.adminui.access;

import com.vaadin.flow.server.VaadinRequest;
import com.vaadin.flow.server.auth.AnnotatedViewAccessChecker;
import com.vaadin.flow.server.auth.DefaultAccessCheckDecisionResolver;
import com.vaadin.flow.server.auth.NavigationAccessControl;
import dev.postern.core.access.Caller;
import java.security.Principal;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Lets a navigation pass by the annotations of its view; a view without one is refused. The person
 * comes from the console's own session rather than from a container mechanism, because the
 * container would ask that mechanism on every request, those of providers at {@code /in} included.
 */
public final class ConsoleAccess extends NavigationAccessControl {
  private static final long serialVersionUID = 1L;

  private final transient ConsoleUser people;

  public ConsoleAccess(ConsoleUser people) {
    super(List.of(new AnnotatedViewAccessChecker()), new DefaultAccessCheckDecisionResolver());
    this.people = people;
  }

  @Override
  protected @Nullable Principal getPrincipal(VaadinRequest request) {
    return people.caller().map(ConsoleAccess::principal).orElse(null);
  }

  @Override
  protected Predicate<String> getRolesChecker(VaadinRequest request) {
    return role -> people.caller().map(Caller::role).filter(r -> r.name().equals(role)).isPresent();
  }

  private static Principal principal(Caller caller) {
    return caller::id;
  }
}
