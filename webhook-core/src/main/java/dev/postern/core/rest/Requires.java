package dev.postern.core.rest;

import dev.postern.core.access.Permission;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What a caller must be allowed to do. A resource method without it is refused to everybody. */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Requires {
  Permission value();

  /** Whether the platform's people also reach a tenant that was deleted, by its id. */
  boolean evenDeleted() default false;
}
