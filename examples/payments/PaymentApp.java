import com.sun.net.httpserver.HttpServer;
import dev.postern.client.*;
import java.net.*;
import java.util.Map;
import java.util.concurrent.*;
import java.util.function.Function;
import java.util.regex.Pattern;

/** A payment arrives from the provider, the order is marked as paid once, and the customer's system hears of it.
 *  java -cp webhook-client.jar PaymentApp.java PORT POSTERN TENANT API_KEY WHSEC */
record PaymentApp(PosternClient postern, WebhookVerifier verifier, Map<String, String> orders) {
  /** The application, in ten lines; its result is the status of the answer. */
  int paid(Function<String, String> header, byte[] body) throws InterruptedException {
    if (!(verifier.verify(header, body) instanceof WebhookVerifier.Genuine)) return 401;
    var order = Pattern.compile("\"order\":\"(\\w+)\"").matcher(new String(body));
    if (!order.find()) return 400;
    boolean first = orders.putIfAbsent(order.group(1), "paid") == null;
    System.out.println("order " + order.group(1) + (first ? " is paid" : " was paid already"));
    try { // Also when it was paid already: the first time may have ended here. The id keeps the event one.
      postern.publish(OutgoingEvent.of("order.paid", "{" + order.group() + "}").withId("paid-" + order.group(1)));
      return 204;
    } catch (PublishException later) { return 503; } // Postern sends the payment again.
  }

  public static void main(String[] given) throws Exception {
    var postern = new PosternClient(URI.create(given[1]), given[2], given[3]);
    var app = new PaymentApp(postern, new WebhookVerifier(given[4]), new ConcurrentHashMap<>());
    var server = HttpServer.create(new InetSocketAddress("127.0.0.1", Integer.parseInt(given[0])), 0);
    server.createContext("/paid", exchange -> {
      try (exchange) {
        exchange.sendResponseHeaders(app.paid(exchange.getRequestHeaders()::getFirst, exchange.getRequestBody().readAllBytes()), -1);
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
      }
    });
    server.start();
    System.out.println("waiting for payments");
  }
}
