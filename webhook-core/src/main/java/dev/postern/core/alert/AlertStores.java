package dev.postern.core.alert;

import dev.postern.core.Service;
import dev.postern.core.alert.store.AlertChannelStore;
import dev.postern.core.alert.store.AlertMessageStore;
import dev.postern.core.alert.store.AlertTestStore;
import dev.postern.core.id.AlertChannelId;
import jakarta.inject.Inject;
import java.util.Optional;

/** What is kept of channels. */
@Service
public class AlertStores {
  private final AlertChannelStore channels;
  private final AlertMessageStore messages;
  private final AlertTestStore tests;
  private final AlertVault vault;

  @Inject
  public AlertStores(
      AlertChannelStore channels,
      AlertMessageStore messages,
      AlertTestStore tests,
      AlertVault vault) {
    this.channels = channels;
    this.messages = messages;
    this.tests = tests;
    this.vault = vault;
  }

  AlertChannelStore channels() {
    return channels;
  }

  AlertMessageStore messages() {
    return messages;
  }

  AlertTestStore tests() {
    return tests;
  }

  AlertVault vault() {
    return vault;
  }

  /** Where the channel leads; empty when it has been deleted. */
  Optional<AlertTarget> target(AlertChannelId id) {
    return channels.sealed(id).map(sealed -> vault.open(id, sealed));
  }
}
