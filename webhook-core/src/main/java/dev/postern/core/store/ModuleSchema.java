package dev.postern.core.store;

/** A module announces its migration folder by a bean of this type; core's own runs first. */
public interface ModuleSchema {
  String folder();
}
