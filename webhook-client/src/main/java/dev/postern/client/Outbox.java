package dev.postern.client;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Events in the transaction of what they tell of: stored with it or not at all, published after its
 * commit, at least once. Any number of processes may flush; Postern makes doubles one by their id.
 *
 * <p>Wants one table; {@link #TABLE} is its statement for PostgreSQL and H2. Elsewhere make the
 * same with what that database has for a position that counts up by itself: in MySQL {@code
 * position bigint not null auto_increment unique}.
 */
public final class Outbox {
  private static final System.Logger LOG = System.getLogger(Outbox.class.getName());

  /** To be run once, by your migrations. */
  public static final String TABLE =
      """
      create table postern_outbox (
        id varchar(128) primary key,
        type varchar(256) not null,
        data text not null,
        happened_at varchar(40),
        channel varchar(128),
        ordering_key varchar(128),
        position bigint generated always as identity,
        refusal varchar(500)
      )
      """;

  private static final int STEP = 100;

  private final DataSource database;
  private final PosternClient client;

  public Outbox(DataSource database, PosternClient client) {
    this.database = database;
    this.client = client;
  }

  /** Joins whatever transaction the connection is in. */
  public static void add(Connection connection, OutgoingEvent event) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into postern_outbox (id, type, data, happened_at, channel, ordering_key)"
                + " values (?, ?, ?, ?, ?, ?)")) {
      insert.setString(1, event.id());
      insert.setString(2, event.type());
      insert.setString(3, event.data());
      insert.setString(4, event.timestamp() == null ? null : event.timestamp().toString());
      insert.setString(5, event.channel());
      insert.setString(6, event.orderingKey());
      insert.executeUpdate();
    }
  }

  /**
   * Publishes what waits, oldest first; call it after a commit and from a timer. Stops at the first
   * event that may pass later, so that the order holds: also when the key is refused, which is
   * logged. One that never will is set aside with the reason in {@code refusal}; empty that column,
   * and it waits again.
   *
   * @return how many were published
   */
  public int flush() throws SQLException, InterruptedException {
    int published = 0;
    for (List<OutgoingEvent> step = waiting(); !step.isEmpty(); step = waiting()) {
      for (OutgoingEvent event : step) {
        try {
          client.publish(event);
          published++;
          update("delete from postern_outbox where id = ?", null, event.id());
        } catch (PublishException refused) {
          if (refused.mayPassLater()) {
            LOG.log(
                System.Logger.Level.WARNING,
                "outbox_waits status={0} reason={1}",
                refused.status(),
                refused.getMessage());
            return published;
          }
          update(
              "update postern_outbox set refusal = ? where id = ?",
              cut(String.valueOf(refused.getMessage())),
              event.id());
        }
      }
    }
    return published;
  }

  private List<OutgoingEvent> waiting() throws SQLException {
    List<OutgoingEvent> events = new ArrayList<>();
    try (Connection connection = database.getConnection();
        PreparedStatement select =
            connection.prepareStatement(
                "select * from postern_outbox where refusal is null order by position")) {
      select.setMaxRows(STEP);
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          events.add(
              new OutgoingEvent(
                  rows.getString("id"),
                  rows.getString("type"),
                  rows.getString("data"),
                  instant(rows.getString("happened_at")),
                  rows.getString("channel"),
                  rows.getString("ordering_key")));
        }
      }
    }
    return events;
  }

  private static @Nullable Instant instant(@Nullable String text) {
    return text == null ? null : Instant.parse(text);
  }

  private void update(String sql, @Nullable String first, String id) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      int next = 1;
      if (first != null) {
        statement.setString(next++, first);
      }
      statement.setString(next, id);
      statement.executeUpdate();
      if (!connection.getAutoCommit()) {
        connection.commit();
      }
    }
  }

  private static String cut(String text) {
    return text.length() <= 500 ? text : text.substring(0, 500);
  }
}
