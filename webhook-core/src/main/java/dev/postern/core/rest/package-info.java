/** What all REST resources share: authentication, tenant scope, problems, pages. */
@NullMarked
package dev.postern.core.rest;

import org.jspecify.annotations.NullMarked;
