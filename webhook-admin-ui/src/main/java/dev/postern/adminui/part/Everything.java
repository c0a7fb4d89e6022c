package dev.postern.adminui.part;

import dev.postern.core.page.Page;
import dev.postern.core.page.PageRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** A whole list, page by page: of what a tenant has a thousand of at most. */
public final class Everything {
  private Everything() {}

  public static <T> List<T> of(Function<PageRequest, Page<T>> list) {
    List<T> all = new ArrayList<>();
    String cursor = null;
    do {
      Page<T> page = list.apply(PageRequest.of(String.valueOf(PageRequest.MAX_LIMIT), cursor));
      all.addAll(page.data());
      cursor = page.nextCursor();
    } while (cursor != null);
    return all;
  }
}
