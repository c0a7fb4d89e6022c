package dev.postern.outbound.rest;

import dev.postern.core.problem.ProblemException;
import dev.postern.core.rest.ApiRequest;
import dev.postern.core.rest.JsonBodies;
import dev.postern.outbound.publish.EventDraft;
import dev.postern.outbound.publish.JsonText;
import dev.postern.outbound.publish.Publication;
import dev.postern.outbound.publish.Publisher;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Many events, each judged by itself. */
final class Batch {
  static final int MAX_EVENTS = 1000;

  private final List<@Nullable JsonText> texts;

  /** 422 for none or too many. */
  Batch(@Nullable List<@Nullable JsonText> texts) {
    if (texts == null || texts.isEmpty() || texts.size() > MAX_EVENTS) {
      throw ProblemException.unprocessable(
          "invalid_batch", "/events", "A batch has 1 to " + MAX_EVENTS + " events.");
    }
    this.texts = texts;
  }

  List<PublicationAnswer> publish(Publisher publisher, ApiRequest request) {
    List<@Nullable Publication> unfit = new ArrayList<>(texts.size());
    List<EventDraft> drafts = new ArrayList<>(texts.size());
    for (JsonText text : texts) {
      try {
        drafts.add(draft(text));
        unfit.add(null);
      } catch (ProblemException e) {
        unfit.add(new Publication.Refused(e.problem()));
      }
    }
    Deque<Publication> judged = new ArrayDeque<>(publisher.publish(request.tenantId(), drafts));
    List<PublicationAnswer> answers = new ArrayList<>(texts.size());
    for (Publication refused : unfit) {
      answers.add(PublicationAnswer.of(refused == null ? judged.removeFirst() : refused));
    }
    return answers;
  }

  private static EventDraft draft(@Nullable JsonText text) {
    byte[] json = (text == null ? "null" : text.text()).getBytes(StandardCharsets.UTF_8);
    return JsonBodies.read(json, PublishBody.class).draft();
  }
}
