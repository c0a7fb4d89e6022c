/** The console and the node: Vaadin views, the platform's REST, and the WAR that is deployed. */
@NullMarked
package dev.postern.adminui;

import org.jspecify.annotations.NullMarked;
