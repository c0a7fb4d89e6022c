package dev.postern.adminui.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.core.config.PlatformConfig;
import dev.postern.core.config.Settings;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a node shows to a browser is the role {@code console}, and nothing else is. */
class ConsoleRoleFilterTest {
  private final ByteArrayOutputStream body = new ByteArrayOutputStream();
  private int status;
  private boolean passed;

  /** As the container tells a path: what found the servlet, and the rest. */
  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "'',      /",
        "'',      /login",
        "'',      /VAADIN/build/x.js",
        "'',      /in",
        "'',      /index",
        "/auth/login, -",
        "/auth/oidc,  -",
      })
  void the_consoles_addresses_are_there_with_its_role_only(String servlet, @Nullable String rest)
      throws Exception {
    ask("ingest,deliver", servlet, rest);
    assertThat(passed).isFalse();
    assertThat(status).isEqualTo(404);
    assertThat(body.toString(StandardCharsets.UTF_8)).contains("\"not_found\"");

    ask("console", servlet, rest);
    assertThat(passed).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "/in,                    /a-token",
        "/api/v1,                /tenants",
        "'',                     /api/v2/tenants",
        "/.well-known/jwks.json, -",
      })
  void all_other_doors_are_there_with_any_role(String servlet, @Nullable String rest)
      throws Exception {
    ask("deliver", servlet, rest);
    assertThat(passed).isTrue();
    assertThat(status).isZero();
  }

  private void ask(String roles, String servlet, @Nullable String rest) throws Exception {
    PlatformConfig config =
        PlatformConfig.from(
            new Settings(
                key -> key.equals("postern.roles") ? Optional.of(roles) : Optional.empty()));
    HttpServletRequest request =
        as(
            HttpServletRequest.class,
            (self, method, arguments) ->
                method.getName().equals("getServletPath") ? servlet : rest);
    HttpServletResponse response =
        as(
            HttpServletResponse.class,
            (self, method, arguments) ->
                switch (method.getName()) {
                  case "setStatus" -> {
                    status = (int) arguments[0];
                    yield null;
                  }
                  case "getOutputStream" -> new Body();
                  default -> null;
                });
    passed = false;
    new ConsoleRoleFilter(config).doFilter(request, response, (one, other) -> passed = true);
  }

  private static <T> T as(Class<T> type, InvocationHandler handler) {
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
  }

  private final class Body extends ServletOutputStream {
    @Override
    public boolean isReady() {
      return true;
    }

    @Override
    public void setWriteListener(WriteListener listener) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void write(int value) {
      body.write(value);
    }
  }
}
