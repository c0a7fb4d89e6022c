package dev.postern.core.rest;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.exc.StreamReadException;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import dev.postern.core.json.Json;
import dev.postern.core.problem.FieldError;
import dev.postern.core.problem.Problem;
import dev.postern.core.problem.ProblemException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * JSON bodies to typed requests. Not JSON or an unknown field: 400; a value of the wrong type: 422.
 */
public final class JsonBodies {
  private JsonBodies() {}

  public static <T> T read(byte[] body, Class<T> type) {
    return read(body, Json.mapper().constructType(type));
  }

  public static <T> T read(byte[] body, JavaType type) {
    if (body.length == 0) {
      throw malformed("The body is empty.");
    }
    try {
      // Jackson would accept UTF-16 and repair nothing: the contract says UTF-8.
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
      JsonSyntax.require(text);
      return nonNull(Json.mapper().readValue(text, type));
    } catch (CharacterCodingException e) {
      throw malformed("The body is not UTF-8.");
    } catch (UnrecognizedPropertyException e) {
      throw unknown(pointer(e), e.getPropertyName());
    } catch (StreamReadException e) {
      throw malformed("The body is not JSON: " + SyntaxWords.of(e));
    } catch (StreamConstraintsException e) {
      throw malformed(SyntaxWords.BEYOND_LIMITS);
    } catch (JsonMappingException e) {
      throw mapping(e);
    } catch (IOException e) {
      throw malformed("The body could not be read.");
    }
  }

  /** A tree (a merged patch, say) to the same typed request, with the same errors. */
  public static <T> T convert(JsonNode tree, Class<T> type) {
    try {
      return nonNull(Json.mapper().treeToValue(tree, type));
    } catch (UnrecognizedPropertyException e) {
      throw unknown(pointer(e), e.getPropertyName());
    } catch (JsonMappingException e) {
      throw mapping(e);
    } catch (JacksonException e) {
      throw malformed(e.getOriginalMessage());
    }
  }

  /** A JSON merge patch over what there is now, to a typed request with the same errors. */
  public static <T> T merged(Object now, JsonNode patch, Class<T> type) {
    requireKnown(patch, type);
    return convert(MergePatch.apply(Json.mapper().valueToTree(now), patch), type);
  }

  /** 400 for a null where none of these records has a field: it is as unknown as with a value. */
  public static void requireKnown(JsonNode patch, Class<?>... records) {
    UnknownNulls.first(patch, List.of(records))
        .ifPresent(pointer -> {
          String name = pointer.substring(pointer.lastIndexOf('/') + 1);
          throw unknown(pointer, name.replace("~1", "/").replace("~0", "~"));
        });
  }

  private static ProblemException unknown(String pointer, String name) {
    return invalid(400, "unknown_field", pointer, "'" + name + "' is not a field here.");
  }

  private static ProblemException mapping(JsonMappingException e) {
    if (e.getCause() instanceof ProblemException problem) {
      return problem;
    }
    // A number that is JSON but fits no int is a wrong value, although Jackson calls it a read
    // error.
    if (e.getCause() instanceof StreamReadException syntax
        && !(syntax instanceof InputCoercionException)) {
      return malformed("The body is not JSON: " + SyntaxWords.of(syntax));
    }
    return invalid(422, "invalid_value", pointer(e), "The value does not fit here.");
  }

  private static <T> T nonNull(T value) {
    if (value == null) {
      throw malformed("The body is null.");
    }
    return value;
  }

  private static ProblemException malformed(String detail) {
    return ProblemException.badRequest("malformed_json", detail);
  }

  private static ProblemException invalid(int status, String code, String pointer, String detail) {
    return new ProblemException(
        Problem.of(status, code, detail, List.of(new FieldError(pointer, detail))));
  }

  private static String pointer(JsonMappingException e) {
    StringBuilder pointer = new StringBuilder();
    for (JsonMappingException.Reference step : e.getPath()) {
      String name =
          step.getFieldName() == null ? String.valueOf(step.getIndex()) : step.getFieldName();
      pointer.append('/').append(name.replace("~", "~0").replace("/", "~1"));
    }
    return pointer.toString();
  }
}
