/** The platform's REST: tenants and API keys, and the application all REST belongs to. */
@NullMarked
package dev.postern.adminui.rest;

import org.jspecify.annotations.NullMarked;
