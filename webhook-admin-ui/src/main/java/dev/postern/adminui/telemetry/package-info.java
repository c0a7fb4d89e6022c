/** Traces for a collector of OpenTelemetry, where the environment names one. */
@NullMarked
package dev.postern.adminui.telemetry;

import org.jspecify.annotations.NullMarked;
