package dev.postern.adminui.rest;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.postern.core.rest.AnsweredAnew;
import dev.postern.core.rest.Requires;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the REST classes of all modules announce by their annotations. */
final class RoutesInCode {
  private static final Set<Class<? extends Annotation>> INJECTED =
      Set.of(
          PathParam.class,
          QueryParam.class,
          BeanParam.class,
          HeaderParam.class,
          FormParam.class,
          Context.class);

  /** Looked for once: reading every class takes seconds. */
  private static final List<Class<?>> RESOURCES = find();

  private RoutesInCode() {}

  static List<Route> all() {
    return resources().flatMap(resource -> routes(root(), resource)).toList();
  }

  /** By {@code GET /api/v1/tenants}: the word of the permission. */
  static Map<String, String> permissions() {
    return resources()
        .flatMap(resource ->
            Arrays.stream(resource.getMethods())
                .flatMap(method ->
                    verbs(method)
                        .map(verb ->
                            Map.entry(
                                verb + " " + root() + path(resource) + path(method),
                                permission(method)))))
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /** Those that keep no answer for an {@code Idempotency-Key}. */
  static List<String> answeredAnew() {
    return resources()
        .flatMap(resource ->
            Arrays.stream(resource.getMethods())
                .filter(method -> method.isAnnotationPresent(AnsweredAnew.class))
                .flatMap(method ->
                    verbs(method).map(verb -> verb + " " + root() + path(resource) + path(method))))
        .toList();
  }

  private static String permission(Method method) {
    Requires requires = method.getAnnotation(Requires.class);
    return requires == null ? "none" : requires.value().name().toLowerCase(Locale.ROOT);
  }

  private static String root() {
    return ApiApplication.class.getAnnotation(ApplicationPath.class).value();
  }

  private static Stream<Class<?>> resources() {
    return RESOURCES.stream();
  }

  private static List<Class<?>> find() {
    return new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.postern")
            .stream()
            .filter(found -> found.isAnnotatedWith(Path.class))
            .<Class<?>>map(JavaClass::reflect)
            .toList();
  }

  private static Stream<Route> routes(String root, Class<?> resource) {
    return Arrays.stream(resource.getMethods())
        .flatMap(method -> verbs(method).map(verb -> route(root, resource, method, verb)));
  }

  private static Stream<String> verbs(Method method) {
    return Arrays.stream(method.getAnnotations())
        .map(annotation -> annotation.annotationType().getAnnotation(HttpMethod.class))
        .filter(verb -> verb != null)
        .map(HttpMethod::value);
  }

  private static Route route(String root, Class<?> resource, Method method, String verb) {
    return new Route(
        verb,
        root + path(resource) + path(method),
        query(method),
        takesBody(method) ? consumes(method, resource) : Set.of());
  }

  private static String path(AnnotatedElement element) {
    Path path = element.getAnnotation(Path.class);
    return path == null
        ? ""
        : "/" + path.value().replaceAll("^/|/$|(?<=\\{\\w{1,20}): [^}]+(?=})", "");
  }

  private static Set<String> query(Method method) {
    return Arrays.stream(method.getParameters())
        .flatMap(parameter ->
            parameter.isAnnotationPresent(BeanParam.class)
                ? Arrays.stream(parameter.getType().getDeclaredFields())
                : Stream.of(parameter))
        .map(element -> element.getAnnotation(QueryParam.class))
        .filter(named -> named != null)
        .map(QueryParam::value)
        .collect(Collectors.toSet());
  }

  private static boolean takesBody(Method method) {
    return Arrays.stream(method.getParameters()).anyMatch(RoutesInCode::isBody);
  }

  private static boolean isBody(Parameter parameter) {
    return INJECTED.stream().noneMatch(parameter::isAnnotationPresent);
  }

  private static Set<String> consumes(Method method, Class<?> resource) {
    Consumes own = method.getAnnotation(Consumes.class);
    Consumes effective = own == null ? resource.getAnnotation(Consumes.class) : own;
    return effective == null ? Set.of("*/*") : Set.of(effective.value());
  }
}
