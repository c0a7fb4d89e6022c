package dev.postern.bench.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Equal nodes over one database. It grows when a scenario needs more, and is closed in the end. */
final class Cluster implements AutoCloseable {
  private final Path folder;
  private final Warmth warmth;
  private final Database database;
  private final Map<String, String> environment;
  private final List<Member> members = new ArrayList<>();

  Cluster(Path home, Map<String, String> environment) throws IOException {
    this(home, Files.createTempDirectory("faults-db"), environment);
  }

  /** With the database on a folder of that one. */
  Cluster(Path home, Path folder, Map<String, String> environment) throws IOException {
    this.folder = folder;
    this.environment = environment;
    Files.createDirectories(folder);
    warmth = new Warmth(home, folder);
    database = new Database(folder.resolve("data"));
  }

  Database database() {
    return database;
  }

  /** That many nodes and no less; those beyond stay. */
  void atLeast(int nodes) throws Exception {
    if (members.isEmpty()) {
      members.add(member(environment));
    }
    List<Callable<Member>> wanted = new ArrayList<>();
    for (int i = members.size(); i < nodes; i++) {
      wanted.add(() -> member(environment));
    }
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Member> each : threads.invokeAll(wanted)) {
        members.add(each.get());
      }
    } catch (ExecutionException e) {
      throw new IOException(e.getCause());
    }
  }

  /** One more, with settings of its own. */
  Member add(Map<String, String> own) throws IOException {
    Member member = member(own);
    members.add(member);
    return member;
  }

  private Member member(Map<String, String> own) throws IOException {
    return new Member(warmth, database, own);
  }

  /** It was a scenario's own. */
  void remove(Member member) throws IOException {
    members.remove(member);
    member.close();
  }

  /** Bytes of heap in use after a collection, of all nodes. */
  long heap() throws IOException, InterruptedException {
    long bytes = 0;
    for (Member member : members) {
      bytes += member.heap();
    }
    return bytes;
  }

  List<Member> members() {
    return List.copyOf(members);
  }

  Member member(int number) {
    return members.get(number);
  }

  @Override
  public void close() throws IOException {
    for (Member member : members) {
      member.close();
    }
    database.close();
    Warmth.delete(folder);
  }
}
