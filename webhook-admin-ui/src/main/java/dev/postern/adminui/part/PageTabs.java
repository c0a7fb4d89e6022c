package dev.postern.adminui.part;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.tabs.TabSheet;

/** Pages of a form. */
public final class PageTabs extends TabSheet {
  private static final long serialVersionUID = 1L;

  /** What scrolls inside a tab list that is too wide can be focused, which no tab list may hold. */
  @Override
  protected void onAttach(AttachEvent event) {
    super.onAttach(event);
    getElement().executeJs("window.postern.tabs($0)", getElement());
  }
}
