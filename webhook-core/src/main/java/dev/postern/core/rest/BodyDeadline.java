package dev.postern.core.rest;

import dev.postern.core.Service;
import dev.postern.core.config.Settings;
import dev.postern.core.config.ShortDuration;
import dev.postern.core.problem.Problem;
import dev.postern.core.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.io.InputStream;
import java.time.Duration;

/**
 * {@code postern.api.body.timeout} (30s): so long the whole body of a request of the API may take.
 * Meanwhile the request holds one of the node's places, and others are turned away for want of one.
 */
@Service
public class BodyDeadline {
  private final Duration within;

  @Inject
  BodyDeadline(Settings settings) {
    this.within =
        settings.value(
            "postern.api.body.timeout",
            "30s",
            "a duration above zero, such as 500ms, 30s or 2h",
            ShortDuration::parse);
  }

  /** Made at the start, so that a wrong value stops it. */
  void start(@Observes @Initialized(ApplicationScoped.class) Object event) {}

  /** From its first read on. */
  InputStream over(InputStream body) {
    return new DeadlineInputStream(body, within, System::nanoTime, BodyDeadline::late);
  }

  private static ProblemException late() {
    return new ProblemException(Problem.of(408, "body_timeout", "The body did not come in time."));
  }
}
