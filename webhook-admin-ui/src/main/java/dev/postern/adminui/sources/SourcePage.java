package dev.postern.adminui.sources;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.shared.HasValidationProperties;
import java.util.Map;

/** Some of the settings of a source. */
interface SourcePage {
  String title();

  Component content();

  /**
   * Writes what stands in this page's fields over the settings, in the shape of the HTTP contract.
   * 422 for what cannot be written.
   */
  void fill(ObjectNode settings);

  /** Which field a finding is about, by its pointer. */
  Map<String, HasValidationProperties> fields();
}
