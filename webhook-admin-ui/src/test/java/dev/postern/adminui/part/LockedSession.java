package dev.postern.adminui.part;

import com.vaadin.flow.function.DeploymentConfiguration;
import com.vaadin.flow.server.VaadinSession;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Of nobody: what is asked of it is whether its lock is held. */
final class LockedSession extends VaadinSession {
  private static final long serialVersionUID = 1L;
  private final transient ReentrantLock lock = new ReentrantLock();

  LockedSession() {
    super(null);
    lock.lock();
  }

  @Override
  public Lock getLockInstance() {
    return lock;
  }

  /** Nothing is deployed. */
  @Override
  public @Nullable DeploymentConfiguration getConfiguration() {
    return null;
  }
}
