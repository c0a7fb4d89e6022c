package dev.postern.core.problem;

/**
 * One wrong field of a request.
 *
 * @param pointer an RFC 6901 pointer into the body, or {@code ?name} for a query parameter
 */
public record FieldError(String pointer, String detail) {}
