package dev.postern.core.signature;

/**
 * What most likely went wrong with a refused request. For operators only: it must never be part of
 * an HTTP answer, and it contains no secret.
 *
 * @param code a stable machine word
 * @param sentence one or two sentences for a person
 */
public record Diagnosis(String code, String sentence) {}
