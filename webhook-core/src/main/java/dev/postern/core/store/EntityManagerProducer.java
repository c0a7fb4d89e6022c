package dev.postern.core.store;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;

/** The container's entity manager: one per transaction behind one reference. */
@ApplicationScoped
public class EntityManagerProducer {
  @Produces
  @PersistenceContext(unitName = "postern")
  private EntityManager entities;
}
