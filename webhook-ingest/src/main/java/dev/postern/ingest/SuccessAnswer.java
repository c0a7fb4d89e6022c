package dev.postern.ingest;

/**
 * What a source answers once a webhook is safe, in place of the receipt: for new events and for
 * repeated ones alike.
 *
 * @param body sent as it stands, in UTF-8
 */
public record SuccessAnswer(String body, String contentType) {}
