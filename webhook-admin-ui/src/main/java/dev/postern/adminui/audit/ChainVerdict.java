package dev.postern.adminui.audit;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.progressbar.ProgressBar;
import dev.postern.adminui.part.Buttons;
import dev.postern.adminui.part.LiveUpdates;
import dev.postern.adminui.part.StatusBadge;
import dev.postern.adminui.part.Tone;
import dev.postern.core.audit.ChainCheck;
import dev.postern.core.audit.ChainState;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Walks a chain before the reader's eyes: how far it is, a way to stop, and what was found. */
final class ChainVerdict extends Div {
  private static final long serialVersionUID = 1L;
  private static final Duration BREATH = Duration.ofMillis(20);

  /** As long as the reader has nothing from it, so that the rest of the page stays quick. */
  private static final Duration PORTION = Duration.ofMillis(150);

  private final transient ChainCheck check;
  private final ProgressBar bar = new ProgressBar();
  private final Span progress = new Span();
  private boolean stopped;

  ChainVerdict(ChainCheck check, LiveUpdates updates) {
    this.check = check;
    addClassName("badges");
    bar.getElement().setAttribute("aria-label", "Verified so far");
    bar.setMax(Math.max(1, check.length()));
    if (walk()) {
      add(bar, progress, Buttons.quiet("Stop", click -> stop()));
      updates.every(this, BREATH, this::walk);
    }
  }

  /** True when there is more to see. */
  private boolean walk() {
    if (stopped) {
      return false;
    }
    long began = System.nanoTime();
    @Nullable ChainState found = check.step().orElse(null);
    while (found == null && System.nanoTime() - began < PORTION.toNanos()) {
      found = check.step().orElse(null);
    }
    if (found == null) {
      bar.setValue(check.seen());
      progress.setText(check.seen() + " of " + check.length() + " entries");
      return true;
    }
    show(found);
    return false;
  }

  private void show(ChainState found) {
    removeAll();
    switch (found) {
      case ChainState.Whole whole ->
          add(
              new StatusBadge("whole", Tone.GOOD),
              new Span("All " + whole.entries() + " entries are in place and unaltered."));
      case ChainState.Broken broken ->
          add(new StatusBadge("broken", Tone.BAD), new Span(broken.words()));
    }
  }

  private void stop() {
    stopped = true;
    removeAll();
    add(
        new StatusBadge("stopped", Tone.MUTED),
        new Span(
            "The first " + check.seen() + " of " + check.length() + " entries are unaltered."));
  }
}
