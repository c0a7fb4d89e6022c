package dev.postern.core.time;

import com.github.f4b6a3.uuid.factory.standard.TimeOrderedEpochFactory;
import dev.postern.core.id.IdSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.time.InstantSource;

/** The only place that names the system clock. */
@ApplicationScoped
public class TimeProducer {
  @Produces
  InstantSource instantSource() {
    return InstantSource.system();
  }

  @Produces
  @ApplicationScoped
  IdSource idSource() {
    TimeOrderedEpochFactory factory =
        TimeOrderedEpochFactory.builder().withIncrementPlus1().build();
    return factory::create;
  }
}
