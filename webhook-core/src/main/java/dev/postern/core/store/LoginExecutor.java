package dev.postern.core.store;

import java.util.concurrent.Executor;

/**
 * Where PostgreSQL's driver opens connections that have a limit ({@code driverconfig.properties}
 * names this class). Past the limit the driver leaves the thread alone and interrupts it. That ends
 * nothing on a platform thread: it would stay, with its socket, for as long as a stopped server
 * says nothing, and each try would leave one more. A virtual thread's socket is closed by it.
 */
public final class LoginExecutor implements Executor {
  /** The driver makes one for each connection. */
  public LoginExecutor() {}

  @Override
  public void execute(Runnable login) {
    Thread.ofVirtual().name("postern-database-login").start(login);
  }
}
