package dev.postern.adminui.rest;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;

/**
 * A browser that logs in by the provider. The node is reached in plain, as behind a proxy that ends
 * TLS: cookies that ask for TLS are sent all the same.
 */
final class Visitor {
  /** Who they say they are where the provider asks for a name. */
  static final String SUBJECT = "u-1";

  private final HttpClient http;
  private final String node;
  private final String publicUrl;
  private final Map<String, String> cookies = new LinkedHashMap<>();
  private String question = "";

  Visitor(SSLContext trust, String node, String publicUrl) {
    this.http = HttpClient.newBuilder().sslContext(trust).build();
    this.node = node;
    this.publicUrl = publicUrl;
  }

  /** How the visit went: how often the provider was asked, and the page of the node at its end. */
  record Visit(int asked, String end) {}

  /** From the button of the log-in page to the first page that does not lead on. */
  Visit signIn(String query) throws IOException, InterruptedException {
    String next = node + "/auth/provider" + query;
    int asked = 0;
    for (int i = 0; i < 10; i++) {
      if (next.startsWith(node)
          && !next.startsWith(node + "/auth/")
          && !next.startsWith(node + "/oidcclient/")) {
        return new Visit(asked, next.substring(node.length()));
      }
      if (!next.startsWith(node)) {
        asked++;
        question = next;
      }
      HttpResponse<String> answer = get(next);
      if (!next.startsWith(node) && answer.statusCode() == 200) {
        answer = identify(answer.uri());
      }
      next = onward(answer);
    }
    throw new IllegalStateException("it goes round in circles: " + next);
  }

  private String onward(HttpResponse<String> answer) {
    return answer
        .headers()
        .firstValue("location")
        .map(this::inside)
        .orElseThrow(() ->
            new IllegalStateException(
                "it ends at " + answer.uri() + " with " + answer.statusCode() + answer.body()));
  }

  /** The form that the provider shows to who has to prove anew who they are. */
  private HttpResponse<String> identify(URI form) throws IOException, InterruptedException {
    HttpRequest filled =
        HttpRequest.newBuilder(form)
            .header("content-type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString("username=" + SUBJECT))
            .build();
    return http.send(filled, BodyHandlers.ofString());
  }

  /** What the provider was asked last. */
  String question() {
    return question;
  }

  /** The cookie as the node set it last. */
  String cookie(String name) {
    return cookies.getOrDefault(name, "");
  }

  private HttpResponse<String> get(String url) throws IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url));
    boolean own = url.startsWith(node);
    if (own && !cookies.isEmpty()) {
      request.header(
          "cookie",
          cookies.values().stream()
              .map(set -> set.split(";")[0])
              .collect(Collectors.joining("; ")));
    }
    HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
    if (own) {
      answer.headers().allValues("set-cookie").forEach(this::keep);
    }
    return answer;
  }

  private void keep(String set) {
    String name = set.substring(0, set.indexOf('='));
    if (set.contains("Max-Age=0")) {
      cookies.remove(name);
    } else {
      cookies.put(name, set);
    }
  }

  private String inside(String location) {
    String absolute = location.startsWith("/") ? node + location : location;
    return absolute.startsWith(publicUrl)
        ? node + absolute.substring(publicUrl.length())
        : absolute;
  }
}
