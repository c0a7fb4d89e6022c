package dev.postern.adminui.node;

import dev.postern.core.Service;
import dev.postern.core.id.IdSource;
import jakarta.inject.Inject;

/** A word of this process's own, by which it knows itself again behind a port. */
@Service
public class NodeToken {
  private final String word;

  @Inject
  NodeToken(IdSource ids) {
    this.word = ids.next().toString();
  }

  String word() {
    return word;
  }
}
