package dev.postern.core.rest;

/** JSON that was serialised before and goes out as it is. */
record RawJson(byte[] bytes) {}
