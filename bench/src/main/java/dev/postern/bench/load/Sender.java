package dev.postern.bench.load;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;

/** One kept connection that posts prepared bytes and reads the status. Confined to its thread. */
public final class Sender implements AutoCloseable {
  private final Socket socket;
  private final Wire wire;

  public Sender(int port) throws IOException {
    socket = new Socket(InetAddress.getByName("127.0.0.1"), port);
    socket.setTcpNoDelay(true);
    wire = new Wire(socket.getInputStream());
  }

  /** Sends one whole request and returns the status of its answer. */
  public int send(byte[] request) throws IOException {
    socket.getOutputStream().write(request);
    Wire.Message answer = wire.read(false);
    if (answer.over()) {
      throw new IOException("The node closed the connection.");
    }
    return Integer.parseInt(answer.first().substring(9, 12));
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
