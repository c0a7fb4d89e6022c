package dev.postern.ingest;

/** The editable part of a source. */
public record SourceEdit(String name, String provider, boolean enabled, SourceSettings settings) {}
