package dev.postern.adminui.endpoints;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.shared.HasValidationProperties;
import dev.postern.outbound.endpoint.EndpointSettings;
import java.util.Map;

/** Some of the settings of an endpoint. */
interface EditorPage {
  String title();

  Component content();

  /** The settings with what stands in this page's fields. */
  EndpointSettings edit(EndpointSettings stored);

  /** 422 for what is on this page and does not go with all that was edited. */
  default void judge(EndpointSettings stored, EndpointSettings edited) {}

  /** Which field a finding is about, by its pointer. */
  Map<String, HasValidationProperties> fields();
}
