package dev.postern.ingest;

/**
 * Refuses events older than that.
 *
 * @param pointer RFC 6901 pointer to the event's own time in the JSON body: unix seconds or
 *     milliseconds, as a number or as text, or RFC 3339 text
 */
public record MaxEventAge(String pointer, int maxSeconds) {}
