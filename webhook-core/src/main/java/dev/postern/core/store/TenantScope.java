package dev.postern.core.store;

import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The tenant whose request this thread serves. Every query names its tenant by itself; while a
 * scope is entered, PostgreSQL refuses the rows of others besides (see {@link RowSecurity}). The
 * outermost filter leaves what an inner one entered.
 */
public final class TenantScope {
  private static final ThreadLocal<@Nullable UUID> TENANT = new ThreadLocal<>();

  private static final ThreadLocal<@Nullable Boolean> CARRIED = new ThreadLocal<>();

  private TenantScope() {}

  public static void enter(UUID tenant) {
    TENANT.set(tenant);
  }

  public static void leave() {
    TENANT.remove();
  }

  /** The scope of this thread as it is now, for what goes on for the same page later. */
  public static Carried carried() {
    return new Carried(current());
  }

  /** Whether this thread runs carried work, at whose end every scope is let go. */
  public static boolean isCarried() {
    return CARRIED.get() != null;
  }

  public static boolean isEntered() {
    return current() != null;
  }

  static @Nullable UUID current() {
    return TENANT.get();
  }

  /**
   * A scope, or none, that is taken up again by whatever thread goes on with the work: one that
   * serves nobody, or one in the middle of another tenant's request.
   */
  public record Carried(@Nullable UUID tenant) {
    /** Before anybody's tenant is known: the work enters its own. */
    public static Carried none() {
      return new Carried(null);
    }

    /** Runs the work under the scope. What it enters besides ends with it. */
    public <T> T run(Supplier<T> work) {
      UUID before = current();
      Boolean outer = CARRIED.get();
      set(tenant);
      CARRIED.set(true);
      try {
        return work.get();
      } finally {
        set(before);
        if (outer == null) {
          CARRIED.remove();
        }
      }
    }

    private static void set(@Nullable UUID tenant) {
      if (tenant == null) {
        leave();
      } else {
        enter(tenant);
      }
    }
  }
}
