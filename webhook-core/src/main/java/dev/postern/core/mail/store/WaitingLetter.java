package dev.postern.core.mail.store;

import java.time.Instant;
import java.util.UUID;

/**
 * @param attempts this one included
 */
public record WaitingLetter(UUID id, byte[] sealed, int attempts, Instant createdAt) {}
