package dev.postern.adminui.part;

import com.vaadin.flow.component.html.Code;
import com.vaadin.flow.component.html.Span;
import java.util.regex.Pattern;

/** An id in monospace with a button that copies it; short where space is scarce. */
public final class IdText extends Span {
  private static final long serialVersionUID = 1L;
  private static final int TAIL = 6;
  private static final Pattern OURS = Pattern.compile("[a-z]{2,5}_[0-9a-z]{26}");

  private IdText(String id, String shown) {
    addClassName("id");
    Code code = new Code(shown);
    code.setTitle(id);
    add(code, new CopyButton(id, "Copy " + id));
  }

  public static IdText whole(Object id) {
    return new IdText(id.toString(), id.toString());
  }

  /** The prefix and the last characters: the middle of a time-ordered id says the least. */
  public static IdText shortened(Object id) {
    String text = id.toString();
    int prefix = text.indexOf('_') + 1;
    return text.length() <= prefix + TAIL || !OURS.matcher(text).matches()
        ? whole(id)
        : new IdText(text, text.substring(0, prefix) + "…" + text.substring(text.length() - TAIL));
  }
}
