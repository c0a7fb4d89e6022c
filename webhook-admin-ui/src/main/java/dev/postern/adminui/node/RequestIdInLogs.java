package dev.postern.adminui.node;

import dev.postern.core.Service;
import dev.postern.core.audit.Acting;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;

/**
 * Lets the server write the request's id into every line of its JSON log ({@code ext_requestId}).
 * The server's interface for that is in no library of its own, so it is found by name.
 *
 * @see <a href="https://openliberty.io/blog/2019/12/03/custom-fields-json-logs.html">Open Liberty
 *     on custom fields</a>
 */
@Service
public class RequestIdInLogs {
  private static final System.Logger LOG = System.getLogger(RequestIdInLogs.class.getName());
  private static final String CONTEXT = "com.ibm.websphere.logging.hpel.LogRecordContext";

  /** The server keeps a weak reference only. */
  private @Nullable Object extension;

  void start(@Observes @Initialized(ApplicationScoped.class) Object event) {
    try {
      ClassLoader loader = Thread.currentThread().getContextClassLoader();
      Class<?> context = Class.forName(CONTEXT, true, loader);
      Class<?> kind = Class.forName(CONTEXT + "$Extension", true, loader);
      extension =
          Proxy.newProxyInstance(
              kind.getClassLoader(),
              new Class<?>[] {kind},
              (proxy, method, arguments) -> value(proxy, method));
      context
          .getMethod("registerExtension", String.class, kind)
          .invoke(null, "requestId", extension);
    } catch (ReflectiveOperationException elsewhere) {
      LOG.log(System.Logger.Level.DEBUG, "no_request_id_in_logs", elsewhere);
    }
  }

  private static @Nullable Object value(Object proxy, Method method) {
    return switch (method.getName()) {
      case "getValue" -> Acting.origin().requestId();
      case "hashCode" -> System.identityHashCode(proxy);
      case "toString" -> "requestId";
      default -> null;
    };
  }
}
