package dev.postern.ingest.handle;

import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.AfterDeploymentValidation;
import jakarta.enterprise.inject.spi.AnnotatedMethod;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.DefinitionException;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.enterprise.inject.spi.ProcessManagedBean;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Finds the handlers while the container starts; a wrong one stops the start and says why. */
public class HandlerDiscovery implements Extension {
  private static final int MAX_NAME = 200;
  private final List<Found> found = new ArrayList<>();

  <T> void collect(@Observes ProcessManagedBean<T> event) {
    for (AnnotatedMethod<? super T> method : event.getAnnotatedBeanClass().getMethods()) {
      if (method.isAnnotationPresent(HandlesWebhook.class)) {
        Found handler =
            new Found(
                event.getBean(),
                method.getJavaMember(),
                method.getAnnotation(HandlesWebhook.class));
        String wrong = handler.wrong();
        if (wrong.isEmpty()) {
          found.add(handler);
        } else {
          event.addDefinitionError(
              new DefinitionException("@HandlesWebhook on " + method.getJavaMember() + wrong));
        }
      }
    }
  }

  void validate(@Observes AfterDeploymentValidation event) {
    Set<String> names = new HashSet<>();
    for (Found handler : found) {
      if (!names.add(handler.name())) {
        event.addDeploymentProblem(
            new DefinitionException("Two handlers of webhooks are named " + handler.name() + "."));
      }
    }
  }

  List<WebhookHandler> handlers(BeanManager beans) {
    return found.stream()
        .map(handler -> handler.over(beans))
        .sorted(Comparator.comparing(WebhookHandler::name))
        .toList();
  }

  private record Found(Bean<?> bean, Method method, HandlesWebhook wish) {
    String name() {
      return wish.name().isEmpty()
          ? bean.getBeanClass().getSimpleName() + "." + method.getName()
          : wish.name();
    }

    String wrong() {
      boolean shape =
          Modifier.isPublic(method.getModifiers())
              && !Modifier.isStatic(method.getModifiers())
              && method.getReturnType() == void.class
              && method.getParameterCount() == 1
              && method.getParameterTypes()[0] == IncomingWebhook.class;
      if (!shape) {
        return ": it must be public, not static, return nothing and take one IncomingWebhook.";
      }
      return name().length() > MAX_NAME || wish.timeoutSeconds() < 0
          ? ": its name is at most " + MAX_NAME + " characters, its timeout not negative."
          : "";
    }

    WebhookHandler over(BeanManager beans) {
      return new WebhookHandler(
          name(),
          new WebhookHandler.Interest(wish.provider(), List.of(wish.type())),
          wish.transactional(),
          wish.timeoutSeconds() == 0 ? null : Duration.ofSeconds(wish.timeoutSeconds()),
          new BeanCall(beans, bean, method));
    }
  }
}
