package dev.postern.adminui.node;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import java.util.EnumSet;

/**
 * Annotations give filters no order; what is added by hand comes after those, in this order: so
 * that a refusal has its request id and its security headers as any other answer.
 */
@WebListener
public class OrderedFilters implements ServletContextListener {
  @Override
  public void contextInitialized(ServletContextEvent event) {
    ServletContext context = event.getServletContext();
    add(context, BodyCeilingFilter.class, "/*");
    add(context, ConsoleRoleFilter.class, "/*");
    add(context, ApiErrorFilter.class, "/api/*");
    add(context, ApiCapacityFilter.class, "/api/*");
  }

  private static void add(ServletContext context, Class<? extends Filter> filter, String paths) {
    FilterRegistration.Dynamic added = context.addFilter(filter.getName(), filter);
    // The console's pushes wait where no WebSocket comes through.
    added.setAsyncSupported(true);
    added.addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), true, paths);
  }
}
