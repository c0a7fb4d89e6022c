package dev.postern.ingest.handle;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a public method of a CDI bean that takes one {@link IncomingWebhook} and returns nothing.
 *
 * <p>It is called after the webhook was verified and committed: at least once, never twice at a
 * time for one webhook. Returning is success. An exception rolls back and is tried again by the
 * handover's schedule; {@link UnprocessableWebhook} gives up at once. Use {@link Once} for work
 * that must not be repeated. A method that overruns its time is interrupted and counts as failed;
 * while it does not end, its webhook is given to nobody else.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface HandlesWebhook {
  /** A key of the source's provider, such as {@code stripe}; {@code *} for any. */
  String provider();

  /**
   * Event types: exact, or a beginning followed by {@code *}. A webhook without a type fits only
   * {@code *}.
   */
  String[] type() default "*";

  /** Under this name its outcomes are recorded; by default {@code Class.method}. Keep it stable. */
  String name() default "";

  /**
   * Whether a transaction is open around the method, committed together with the record that it was
   * done. Say false for a method that calls somebody over the network: one that is true holds a
   * database connection all the while, and a node lets only a few of them run at once.
   */
  boolean transactional() default true;

  /** At most this long; 0 takes {@code postern.handler.timeout}. */
  int timeoutSeconds() default 0;
}
