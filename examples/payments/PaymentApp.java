import com.sun.net.httpserver.*;
import dev.postern.client.*;
import java.net.*;
import java.util.*;
import java.util.concurrent.*;
import java.util.regex.*;

/** A payment arrives from the provider, the order is marked as paid once, and the customer's system hears of it.
 *  java -cp webhook-client.jar PaymentApp.java PORT POSTERN TENANT API_KEY WHSEC */
class PaymentApp {
  public static void main(String[] given) throws Exception {
    var postern = new PosternClient(URI.create(given[1]), given[2], given[3]);
    var verifier = new WebhookVerifier(given[4]);
    Map<String, String> orders = new ConcurrentHashMap<>();
    var server = HttpServer.create(new InetSocketAddress("127.0.0.1", Integer.parseInt(given[0])), 0);
    server.createContext("/paid", exchange -> {
      byte[] body = exchange.getRequestBody().readAllBytes();
      int status = 401;
      if (verifier.verify(exchange.getRequestHeaders()::getFirst, body) instanceof WebhookVerifier.Genuine) {
        var order = Pattern.compile("\"order\":\"(\\w+)\"").matcher(new String(body)).results().findFirst().orElseThrow().group(1);
        boolean first = orders.put(order, "paid") == null;
        System.out.println("order " + order + (first ? " is paid" : " was paid already"));
        try {
          postern.publish(OutgoingEvent.of("order.paid", "{\"order\":\"" + order + "\"}").withId("paid-" + order));
          status = 204;
        } catch (PublishException | InterruptedException later) {
          status = 503; // Postern sends the payment again, and the id keeps the event one.
        }
      }
      exchange.sendResponseHeaders(status, -1);
      exchange.close();
    });
    server.start();
    System.out.println("waiting for payments");
  }
}
