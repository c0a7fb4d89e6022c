package dev.postern.adminui.part;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.core.audit.Acting;
import dev.postern.core.audit.Actor;
import dev.postern.core.audit.Origin;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BackgroundTest {
  private static final Actor ADA = new Actor("user", "usr_1", "ada@example.com");

  @AfterEach
  void leave() {
    Acting.left();
  }

  @Test
  void what_runs_later_is_the_persons_and_the_thread_is_nobodys_afterwards() throws Exception {
    Acting.arrived(new Origin("203.0.113.7", "req_1"));
    Acting.by(ADA);
    Supplier<Actor> work = Background.asCaller(Acting::actor);
    Acting.left();

    try (ExecutorService other = Executors.newSingleThreadExecutor()) {
      Actor nobody = other.submit(Acting::actor).get();
      assertThat(other.submit(work::get).get()).isEqualTo(ADA);
      assertThat(other.submit(Acting::actor).get()).isEqualTo(nobody);
    }
  }
}
