package dev.postern.core.signature.scheme;

import dev.postern.core.signature.SignedRequest;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a refused request seems to have meant by its fields; never used to accept anything. */
record LenientParts(Recipe recipe, SignedRequest request) {

  List<String> signatures() {
    return request.headers().all(recipe.field.name());
  }

  String stamp() {
    if (recipe.bodyStamp != null) {
      String pointer = Objects.requireNonNull(recipe.bodyStamp.place());
      return JsonScalars.read(request.body(), Set.of(pointer)).getOrDefault(pointer, "");
    }
    if (recipe.stamp == null) {
      return "";
    }
    if (recipe.stamp.place() != null) {
      return request.headers().first(recipe.stamp.place()).orElse("");
    }
    if (recipe.field instanceof ListField list) {
      String key = Pattern.quote(list.stampKey());
      Matcher stamp =
          Pattern.compile("(?:^|[,;\\s])" + key + "=([^,;\\s]*)")
              .matcher(String.join(",", signatures()));
      return stamp.find() ? stamp.group(1) : "";
    }
    return "";
  }

  String id() {
    return recipe.idHeader == null ? "" : request.headers().first(recipe.idHeader).orElse("");
  }
}
