package dev.postern.client;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Publishes events of one tenant. Thread-safe; make one and keep it. */
public final class PosternClient {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final int TRIES = 3;
  private static final Pattern ID = Pattern.compile("\"id\"\\s*:\\s*\"(evt_[0-9a-z]+)\"");
  private static final Pattern DUPLICATE = Pattern.compile("\"status\"\\s*:\\s*\"duplicate\"");
  private static final Pattern DETAIL =
      Pattern.compile("\"detail\"\\s*:\\s*\"((?:[^\"\\\\]|\\\\.)*)\"");

  private final HttpClient http = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
  private final URI events;
  private final String key;

  /**
   * @param base {@code https://gate.example.com}
   * @param tenant slug or id
   * @param key {@code ptn_…} of the role publisher or more
   */
  public PosternClient(URI base, String tenant, String key) {
    this.events = base.resolve("/api/v1/tenants/" + tenant + "/events");
    this.key = key;
  }

  /**
   * What became of an event.
   *
   * @param id Postern's, {@code evt_…}: subscribers see it as {@code webhook-id}
   * @param duplicate it was accepted before
   */
  public record Published(String id, boolean duplicate) {}

  /**
   * Returns once the event and its deliveries are stored. Tries three times when there is no answer
   * or one that says later: the event's id keeps it one.
   */
  public Published publish(OutgoingEvent event) throws PublishException, InterruptedException {
    for (int attempt = 1; ; attempt++) {
      try {
        return published(http.send(request(event), BodyHandlers.ofString()));
      } catch (IOException gone) {
        if (attempt == TRIES) {
          throw new PublishException("nobody answered at " + events, gone);
        }
      } catch (PublishException refused) {
        if (attempt == TRIES || !refused.passes()) {
          throw refused;
        }
      }
      Thread.sleep(Duration.ofMillis(100L << attempt));
    }
  }

  private HttpRequest request(OutgoingEvent event) {
    return HttpRequest.newBuilder(events)
        .timeout(TIMEOUT)
        .header("Authorization", "Bearer " + key)
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString(event.json()))
        .build();
  }

  private static Published published(HttpResponse<String> answer) throws PublishException {
    String body = answer.body();
    Matcher id = ID.matcher(body);
    if (answer.statusCode() / 100 == 2 && id.find()) {
      return new Published(id.group(1), DUPLICATE.matcher(body).find());
    }
    Matcher detail = DETAIL.matcher(body);
    throw new PublishException(
        answer.statusCode(), detail.find() ? detail.group(1) : "the answer was " + words(answer));
  }

  private static String words(HttpResponse<String> answer) {
    int status = answer.statusCode();
    return answer
        .headers()
        .firstValue("Location")
        .filter(to -> status / 100 == 3)
        .map(to -> status + ", on to " + to + ": is the base right?")
        .orElse(Integer.toString(status));
  }
}
