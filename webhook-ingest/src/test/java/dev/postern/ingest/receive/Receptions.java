package dev.postern.ingest.receive;

import dev.postern.core.fetch.GuardedHttp;
import dev.postern.core.vault.TestSecrets;
import dev.postern.ingest.World;
import dev.postern.ingest.certificate.Confirmations;
import dev.postern.ingest.commit.GroupCommit;
import dev.postern.ingest.handover.Handovers;
import dev.postern.ingest.pipeline.Gate;
import dev.postern.ingest.pipeline.SignatureRule;
import dev.postern.ingest.rate.SharedRequestRates;

/** The reception of a test's world. */
final class Receptions {
  private Receptions() {}

  static Reception over(World world, InboundCounters counters) {
    return over(world, counters, world.groupCommit(1));
  }

  static Reception over(World world, InboundCounters counters, GroupCommit commit) {
    return over(world, counters, commit, world.http);
  }

  static Reception over(
      World world, InboundCounters counters, GroupCommit commit, GuardedHttp outwards) {
    return over(world, counters, commit, outwards, world.handovers);
  }

  static Reception over(World world, InboundCounters counters, Handovers handovers) {
    return over(world, counters, world.groupCommit(1), world.http, handovers);
  }

  /** As another node over the same database: with secrets that it has read by itself. */
  static Reception elsewhere(World world, InboundCounters counters, TestSecrets secrets) {
    return over(world, counters, world.groupCommit(1), world.http, world.handovers, secrets);
  }

  private static Reception over(
      World world,
      InboundCounters counters,
      GroupCommit commit,
      GuardedHttp outwards,
      Handovers handovers) {
    return over(world, counters, commit, outwards, handovers, world.secrets);
  }

  private static Reception over(
      World world,
      InboundCounters counters,
      GroupCommit commit,
      GuardedHttp outwards,
      Handovers handovers,
      TestSecrets secrets) {
    Refusals refusals = new Refusals(world.rejections, counters, world.now::get);
    return new Reception(
        world.directory,
        new Gate(
            world.guards.rule,
            new SharedRequestRates(),
            new SignatureRule(secrets.secrets(), secrets.evidence(), world.executor),
            world.now::get,
            world.config),
        new Desk(
            new Intake(
                commit,
                new AfterCommit(handovers.recipients, handovers.handover, world.feed),
                refusals,
                world.now::get,
                world.ids),
            new Handshakes(new Confirmations(outwards), counters),
            refusals),
        new FrontDoor(world.node, world.config, world.pauses));
  }
}
