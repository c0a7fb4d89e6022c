package dev.postern.ingest;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import dev.postern.core.problem.FieldError;
import dev.postern.core.problem.Problem;
import dev.postern.core.problem.ProblemException;
import dev.postern.core.signature.CustomScheme;
import dev.postern.core.signature.CustomSchemeJson;
import dev.postern.core.signature.CustomSchemeJson.Fault;
import dev.postern.core.signature.CustomSchemeJson.Kind;
import java.io.IOException;
import java.util.List;

/** {@code custom_scheme} in the body of a source, and in what is stored of it. */
final class CustomSchemeField {
  private static final String POINTER = "/custom_scheme";

  private CustomSchemeField() {}

  static final class Writer extends JsonSerializer<CustomScheme> {
    @Override
    public void serialize(CustomScheme scheme, JsonGenerator out, SerializerProvider provider)
        throws IOException {
      provider.defaultSerializeValue(CustomSchemeJson.write(scheme), out);
    }
  }

  /** Every fault is told with its pointer. */
  static final class Reader extends JsonDeserializer<CustomScheme> {
    @Override
    public CustomScheme deserialize(JsonParser parser, DeserializationContext context)
        throws IOException {
      JsonNode tree = context.readTree(parser);
      return switch (CustomSchemeJson.read(tree)) {
        case CustomSchemeJson.Outcome.Described(CustomScheme scheme) -> scheme;
        case CustomSchemeJson.Outcome.Faulty(List<Fault> faults) -> throw problem(faults);
      };
    }
  }

  private static ProblemException problem(List<Fault> faults) {
    List<FieldError> errors =
        faults.stream().map(it -> new FieldError(POINTER + it.pointer(), it.sentence())).toList();
    Kind worst = faults.stream().map(Fault::kind).min(Kind::compareTo).orElse(Kind.WRONG);
    return switch (worst) {
      case UNKNOWN ->
          new ProblemException(
              Problem.of(400, "unknown_field", errors.getFirst().detail(), errors));
      case MISSING -> ProblemException.unprocessable("missing_field", errors);
      case WRONG -> ProblemException.unprocessable("invalid_value", errors);
    };
  }
}
