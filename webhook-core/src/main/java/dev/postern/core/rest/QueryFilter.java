package dev.postern.core.rest;

import dev.postern.core.problem.FieldError;
import dev.postern.core.problem.Problem;
import dev.postern.core.problem.ProblemException;
import jakarta.annotation.Priority;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.Provider;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Refuses query parameters that the method does not declare, and repeated ones: a misspelt filter
 * must not silently return everything.
 */
@Provider
@Priority(Priorities.USER)
public class QueryFilter implements ContainerRequestFilter {
  private static final Map<Method, Set<String>> KNOWN = new ConcurrentHashMap<>();

  @Context private ResourceInfo resource;

  @Override
  public void filter(ContainerRequestContext context) {
    Set<String> known = KNOWN.computeIfAbsent(resource.getResourceMethod(), QueryFilter::declared);
    parameters(context)
        .forEach((name, values) -> {
          if (!known.contains(name)) {
            throw invalid(name, "unknown_parameter", "is not a parameter of this call.");
          }
          if (values.size() > 1) {
            throw invalid(name, "invalid_parameter", "is given more than once.");
          }
        });
  }

  private static MultivaluedMap<String, String> parameters(ContainerRequestContext context) {
    try {
      return context.getUriInfo().getQueryParameters();
    } catch (IllegalArgumentException notPercentEncoded) {
      throw ProblemException.badRequest(
          "invalid_parameter", "The query is not percent-encoded as a URL demands.");
    }
  }

  private static ProblemException invalid(String name, String code, String what) {
    String detail = "The query parameter '" + name + "' " + what;
    return new ProblemException(
        Problem.of(400, code, detail, List.of(new FieldError("?" + name, detail))));
  }

  private static Set<String> declared(Method method) {
    Set<String> names = new HashSet<>();
    for (Parameter parameter : method.getParameters()) {
      QueryParam query = parameter.getAnnotation(QueryParam.class);
      if (query != null) {
        names.add(query.value());
      }
      if (parameter.isAnnotationPresent(BeanParam.class)) {
        for (Field field : parameter.getType().getDeclaredFields()) {
          QueryParam inner = field.getAnnotation(QueryParam.class);
          if (inner != null) {
            names.add(inner.value());
          }
        }
      }
    }
    return Set.copyOf(names);
  }
}
