package dev.postern.adminui.rest;

import dev.postern.core.access.Permission;
import dev.postern.core.rest.Requires;
import dev.postern.core.vault.VaultRotation;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** The key that seals stored secrets, for platform administrators. */
@Path("/vault")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class VaultResource {
  @Inject private VaultRotation rotation;

  /** Answers when every stored secret is under the new key; nothing stops meanwhile. */
  @POST
  @Path("/rotate")
  @Requires(Permission.PLATFORM)
  public VaultRotation.Rotated rotate() {
    return rotation.rotate();
  }
}
