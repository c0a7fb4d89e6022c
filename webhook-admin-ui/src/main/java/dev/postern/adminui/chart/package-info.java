/**
 * Small charts as SVG that the server draws, each with the same figures as a table. No library, no
 * script; colours and hatching come from the style sheet.
 */
@NullMarked
package dev.postern.adminui.chart;

import org.jspecify.annotations.NullMarked;
