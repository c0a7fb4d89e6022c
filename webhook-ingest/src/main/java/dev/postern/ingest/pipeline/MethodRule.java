package dev.postern.ingest.pipeline;

import dev.postern.core.signature.HeaderFields;
import dev.postern.core.signature.RequestMethods;
import dev.postern.ingest.source.LiveSource;
import java.util.Optional;

/** Refuses a request by a method that the provider does not use, before its body is read. */
final class MethodRule {
  private MethodRule() {}

  static Optional<Refusal> check(LiveSource source, Call call) {
    RequestMethods methods = source.scheme().methods();
    return methods.admits(call.method())
        ? Optional.empty()
        : Optional.of(refused(methods, "the provider does not send by " + word(call.method())));
  }

  /** Of what turned out to be an event. */
  static Optional<Refusal> checkEvent(LiveSource source, Call call) {
    RequestMethods methods = source.scheme().methods();
    return methods.carriesEvents(call.method())
        ? Optional.empty()
        : Optional.of(refused(methods, "the provider sends no events by " + word(call.method())));
  }

  private static Refusal refused(RequestMethods methods, String diagnosis) {
    return Refusal.of(
        RefusalCode.METHOD_NOT_ALLOWED, diagnosis, HeaderFields.of("Allow", methods.allow()));
  }

  /** The sender chose it. */
  private static String word(String method) {
    return method.length() <= 20 ? method : method.substring(0, 20) + "…";
  }
}
