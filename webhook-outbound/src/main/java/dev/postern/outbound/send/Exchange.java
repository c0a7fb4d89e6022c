package dev.postern.outbound.send;

import dev.postern.core.egress.EgressUrl;
import dev.postern.outbound.send.Answer.Broken;
import dev.postern.outbound.send.Answer.Complete;
import dev.postern.outbound.send.ReplyBody.Ending;
import dev.postern.outbound.send.Stopwatch.Phase;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.ProtocolException;
import org.apache.hc.core5.http.impl.DefaultConnectionReuseStrategy;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;
import org.apache.hc.core5.http.message.MessageSupport;
import org.apache.hc.core5.http.protocol.HttpCoreContext;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/** One request and its answer over one open wire. */
final class Exchange {

  private static final System.Logger LOG = System.getLogger(Exchange.class.getName());
  private static final int MOST_INTERIM_ANSWERS = 32;

  private final EgressUrl url;
  private final Attempt attempt;
  private final Wire wire;
  private boolean answered;

  Exchange(EgressUrl url, Attempt attempt, Line line) {
    this.url = url;
    this.attempt = attempt;
    this.wire = line.wire();
  }

  Answer run() {
    try {
      // The deadline is enforced by cutting the socket: a timeout besides would be a timer for each
      // read.
      wire.setSocketTimeout(Timeout.DISABLED);
      ClassicHttpRequest request = request();
      long mark = attempt.watch().mark();
      wire.sendRequestHeader(request);
      wire.sendRequestEntity(request);
      wire.flush();
      answered = wire.isDataAvailable(Timeout.DISABLED);
      attempt.watch().stop(Phase.FIRST_BYTE, mark);
      ClassicHttpResponse response = finalHead();
      return response == null
          ? broken(
              Outcome.HTTP_ERROR,
              "The receiver sent more than " + MOST_INTERIM_ANSWERS + " interim answers.")
          : withBody(request, response);
    } catch (MessageConstraintException beyond) {
      return broken(
          Outcome.HTTP_ERROR, "The answer is not HTTP within its limits: " + beyond.getMessage());
    } catch (HttpException notHttp) {
      return broken(Outcome.HTTP_ERROR, "The answer is not valid HTTP: " + notHttp.getMessage());
    } catch (IOException failed) {
      return interrupted(failed);
    } catch (RuntimeException unreadable) {
      // The library answers some nonsense (a status of 000) by an exception that it names nowhere.
      LOG.log(System.Logger.Level.DEBUG, "answer_unreadable", unreadable);
      return broken(Outcome.HTTP_ERROR, "The answer is not valid HTTP: it cannot be read.");
    }
  }

  private ClassicHttpRequest request() {
    byte[] body = attempt.request().body();
    // Without a host, the library would read a target that begins with // as another authority.
    HttpHost host = new HttpHost(url.scheme().word(), url.host(), url.port());
    BasicClassicHttpRequest request = new BasicClassicHttpRequest("POST", host, url.target());
    request.addHeader("Host", url.authority());
    attempt
        .request()
        .headers()
        .entries()
        .forEach(field -> request.addHeader(field.getKey(), field.getValue()));
    request.addHeader("Content-Length", body.length);
    request.setEntity(new ByteArrayEntity(body, null));
    return request;
  }

  // RFC 9110 section 15.2: interim answers may come before the real one; a flood may not.
  private @Nullable ClassicHttpResponse finalHead() throws HttpException, IOException {
    for (int i = 0; i <= MOST_INTERIM_ANSWERS; i++) {
      ClassicHttpResponse response = wire.receiveResponseHeader();
      if (response.getCode() < 100) {
        throw new ProtocolException("its status is below 100");
      }
      if (response.getCode() >= 200 || response.getCode() == 101) {
        return response;
      }
    }
    return null;
  }

  private Answer withBody(ClassicHttpRequest request, ClassicHttpResponse response)
      throws HttpException, IOException {
    ReplyBody body = ReplyBody.EMPTY;
    if (MessageSupport.canResponseHaveBody(request.getMethod(), response)) {
      wire.receiveResponseEntity(response);
      body = ReplyBody.read(response.getEntity());
    }
    Reply reply = new Reply(response.getCode(), ReplyHeaders.of(response), body.excerpt(response));
    boolean reusable =
        reply.status() >= 200
            && body.ending() == Ending.COMPLETE
            && DefaultConnectionReuseStrategy.INSTANCE.keepAlive(
                request, response, HttpCoreContext.create());
    // A refusal counts by its status, whatever became of its body.
    if (body.ending() != Ending.BROKEN || !reply.isSuccess()) {
      return new Complete(reply, reusable);
    }
    return attempt.deadline().hasPassed()
        ? new Broken(
            Outcome.TIMEOUT,
            "The receiver answered " + reply.status() + " but did not finish its body in time.",
            Optional.of(reply),
            false)
        : new Broken(
            Outcome.RESET,
            "The receiver answered " + reply.status() + " but broke off within its body.",
            Optional.of(reply),
            false);
  }

  private Broken interrupted(IOException failed) {
    if (attempt.deadline().hasPassed() || failed instanceof SocketTimeoutException) {
      return answered
          ? broken(Outcome.TOO_SLOW, "The head of the answer began but was not finished in time.")
          : broken(Outcome.TIMEOUT, "The receiver did not answer in time.");
    }
    if (Thread.currentThread().isInterrupted()) {
      return new Broken(Outcome.RESET, "This node stopped the request.", Optional.empty(), false);
    }
    if (failed instanceof SSLException) {
      // In TLS 1.3 a receiver judges a client certificate only after its own part is done.
      return broken(
          Outcome.TLS_ERROR, "The receiver ended the TLS session: " + failed.getMessage() + ".");
    }
    return broken(Outcome.RESET, "The receiver broke the connection off before it answered.");
  }

  private Broken broken(Outcome outcome, String detail) {
    return new Broken(outcome, detail, Optional.empty(), !answered);
  }
}
