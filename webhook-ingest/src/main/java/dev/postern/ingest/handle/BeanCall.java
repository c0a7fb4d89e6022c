package dev.postern.ingest.handle;

import jakarta.enterprise.context.control.RequestContextController;
import jakarta.enterprise.context.spi.CreationalContext;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;

/**
 * Calls the method as any other bean would: through its proxy and interceptors, with a request
 * scope of its own.
 */
record BeanCall(BeanManager beans, Bean<?> bean, Method method) implements WebhookHandler.Work {
  @Override
  public void handle(IncomingWebhook webhook) throws Exception {
    Instance<RequestContextController> controllers =
        beans.createInstance().select(RequestContextController.class);
    RequestContextController request = controllers.get();
    boolean activated = request.activate();
    CreationalContext<?> context = beans.createCreationalContext(bean);
    try {
      call(beans.getReference(bean, bean.getBeanClass(), context), webhook);
    } finally {
      context.release();
      if (activated) {
        request.deactivate();
      }
      controllers.destroy(request);
    }
  }

  private void call(Object reference, IncomingWebhook webhook) throws Exception {
    try {
      method.invoke(reference, webhook);
    } catch (InvocationTargetException thrown) {
      switch (thrown.getCause()) {
        case Exception exception -> throw exception;
        case Error error -> throw error;
        case null, default -> throw thrown;
      }
    }
  }
}
