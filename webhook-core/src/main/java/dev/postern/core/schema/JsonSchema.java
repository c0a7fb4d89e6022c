package dev.postern.core.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import com.networknt.schema.ExecutionContext;
import com.networknt.schema.OutputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaException;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.path.PathType;
import java.util.ArrayList;
import java.util.List;

/**
 * A schema that can judge. Immutable and thread-safe; making one costs milliseconds, so keep it.
 *
 * @see <a href="https://json-schema.org/draft/2020-12">JSON Schema 2020-12</a>
 */
public final class JsonSchema {
  private static final int MOST_FINDINGS = 20;
  private static final String TOO_MUCH =
      "The schema tries too many combinations; let its references branch less.";
  private static final String UNCOUNTABLE =
      "The schema reckons with numbers that it cannot reckon with.";
  private static final SchemaRegistry REGISTRY =
      SchemaRegistry.withDefaultDialect(
          SpecificationVersion.DRAFT_2020_12,
          builder ->
              builder
                  // A registry outlives schemas: it must not collect them.
                  .schemaCacheEnabled(false)
                  .schemaLoader(loader -> loader.fetchRemoteResources(false))
                  .schemaRegistryConfig(
                      SchemaRegistryConfig.builder()
                          .pathType(PathType.JSON_POINTER)
                          .regularExpressionFactory(LinearPattern::of)
                          .build()));
  private static final Schema META =
      REGISTRY.getSchema(SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"));

  private final Schema schema;

  private JsonSchema(Schema schema) {
    this.schema = schema;
  }

  /**
   * One place that is wrong.
   *
   * @param pointer RFC 6901, into the value that was judged
   * @param detail a sentence for a person; it may quote the schema, never the value
   */
  public record Finding(String pointer, String detail) {}

  /** What is wrong with a schema; empty when {@link #of} will take it. */
  public static List<Finding> check(JsonNode schema) {
    if (!schema.isObject()) {
      return List.of(new Finding("", "A schema is an object."));
    }
    List<Finding> first = new ArrayList<>(LocalReferences.check(schema));
    first.addAll(HugeNumbers.in(schema));
    // The dialect's own schema is known to come to an end.
    return first.isEmpty() ? found(META, schema, new ExecutionContext()) : first;
  }

  /**
   * @throws IllegalArgumentException when {@link #check} finds anything, or a reference leads
   *     nowhere
   */
  public static JsonSchema of(JsonNode schema) {
    List<Finding> wrong = check(schema);
    if (!wrong.isEmpty()) {
      throw new IllegalArgumentException(
          wrong.getFirst().pointer() + ": " + wrong.getFirst().detail());
    }
    try {
      Schema compiled = REGISTRY.getSchema(schema.deepCopy());
      compiled.initializeValidators();
      // One that refers to itself and to nothing else never comes to an end, for any value.
      var unused = found(compiled, schema, new BoundedContext(schema));
      return new JsonSchema(compiled);
    } catch (SchemaException e) {
      // Around another exception the library's message is that one's class and message.
      String why = e.getCause() == null ? e.getMessage() : e.getCause().getMessage();
      throw new IllegalArgumentException("The schema cannot be used: " + why, e);
    } catch (StackOverflowError endless) {
      throw new IllegalArgumentException("The schema refers to itself without end.", endless);
    } catch (BoundedContext.TooMuchWorkException tooMuch) {
      throw new IllegalArgumentException(TOO_MUCH, tooMuch);
    } catch (ArithmeticException | NumberFormatException uncountable) {
      throw new IllegalArgumentException(UNCOUNTABLE, uncountable);
    }
  }

  /** Where the value does not fit, at most {@value #MOST_FINDINGS} places; empty when it fits. */
  public List<Finding> mismatches(JsonNode value) {
    List<Finding> huge = HugeNumbers.in(value);
    if (!huge.isEmpty()) {
      return huge.stream().limit(MOST_FINDINGS).toList();
    }
    try {
      return found(schema, value, new BoundedContext(value));
    } catch (StackOverflowError endless) {
      return List.of(new Finding("", "The schema refers to itself without end."));
    } catch (BoundedContext.TooMuchWorkException tooMuch) {
      return List.of(new Finding("", TOO_MUCH));
    } catch (ArithmeticException | NumberFormatException uncountable) {
      return List.of(new Finding("", UNCOUNTABLE));
    }
  }

  private static List<Finding> found(Schema schema, JsonNode value, ExecutionContext context) {
    return schema.validate(context, value, OutputFormat.DEFAULT).stream()
        .limit(MOST_FINDINGS)
        .map(JsonSchema::finding)
        .toList();
  }

  private static Finding finding(Error error) {
    return new Finding(error.getInstanceLocation().toString(), error.getMessage() + ".");
  }
}
