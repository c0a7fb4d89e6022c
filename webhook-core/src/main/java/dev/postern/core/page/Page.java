package dev.postern.core.page;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One page of a list, newest first; {@code nextCursor} is null on the last one. */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record Page<T>(List<T> data, @Nullable String nextCursor) {

  public static <T> Page<T> all(List<T> data) {
    return new Page<>(data, null);
  }

  public <R> Page<R> map(Function<T, R> change) {
    return new Page<>(data.stream().map(change).toList(), nextCursor);
  }
}
