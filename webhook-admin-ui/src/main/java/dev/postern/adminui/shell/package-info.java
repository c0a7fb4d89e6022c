/**
 * The frame around every view: app shell, layout, navigation, tenant switcher, errors. It refuses
 * to know what any view shows.
 */
@NullMarked
package dev.postern.adminui.shell;

import org.jspecify.annotations.NullMarked;
