package dev.postern.outbound.endpoint;

import dev.postern.core.vault.SecretInfo;

/** An endpoint just made, with the only showing of its secret's value. */
public record NewEndpoint(Endpoint endpoint, SecretInfo secret) {}
