package dev.postern.core.store;

import java.util.List;

/** A module announces its migration folder by a bean of this type; core's own runs first. */
public interface ModuleSchema {
  String folder();

  /** Tables partitioned by id on PostgreSQL: they get a partition for each week ahead of time. */
  default List<String> partitionedTables() {
    return List.of();
  }
}
