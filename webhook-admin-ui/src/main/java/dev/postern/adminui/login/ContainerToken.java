package dev.postern.adminui.login;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.postern.core.json.Json;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/**
 * What the container's OpenID client learnt of the person whom it has just let through, read from
 * its own API. By reflection, because that API comes with the server and not from a repository.
 *
 * @param claims of the ID token, whose signature, issuer, audience, nonce and times it has checked
 * @see <a
 *     href="https://openliberty.io/docs/latest/reference/feature/openidConnectClient-1.0.html">Open
 *     Liberty, OpenID Connect Client</a>
 */
record ContainerToken(JsonNode claims, JsonNode userinfo) {
  private static final String HELPER = "com.ibm.websphere.security.openidconnect.PropagationHelper";

  /** Of the request that this thread serves; both are missing nodes when there is none. */
  static ContainerToken current() {
    try {
      Class<?> helper = Class.forName(HELPER);
      Object token = helper.getMethod("getIdToken").invoke(null);
      Object userinfo = helper.getMethod("getUserInfo").invoke(null);
      return new ContainerToken(tree(claims(helper, token)), tree(userinfo));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("the server's OpenID client is not what it was built for", e);
    }
  }

  private static @Nullable Object claims(Class<?> helper, @Nullable Object token)
      throws ReflectiveOperationException {
    if (token == null) {
      return null;
    }
    // By the public interface: the class behind it is the server's own.
    Method all =
        Class.forName(
                "com.ibm.websphere.security.openidconnect.token.IdToken",
                false,
                helper.getClassLoader())
            .getMethod("getAllClaimsAsJson");
    return all.invoke(token);
  }

  private static JsonNode tree(@Nullable Object json) {
    try {
      return json == null ? MissingNode.getInstance() : Json.mapper().readTree(json.toString());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("claims are JSON", e);
    }
  }
}
