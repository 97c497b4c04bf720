package dev.sluice.bench.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.bench.e2e.TcpProxy.Fate;
import dev.sluice.bench.e2e.TcpProxy.Request;
import dev.sluice.bench.e2e.TcpProxy.Weather;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A broker that answers each request with the same bytes stands behind the proxy. */
class TcpProxyTest {
  private static final int SOON_MILLIS = 5_000;
  private static final int MOMENT_MILLIS = 300;
  private static final short PRODUCE = 0;
  private static final short END_TRANSACTION = 26;

  private final BlockingQueue<Short> taken = new LinkedBlockingQueue<>();
  private ServerSocket broker = new ServerSocket();
  private TcpProxy proxy = new TcpProxy(0, 0);

  TcpProxyTest() throws IOException {}

  @BeforeEach
  void start() throws IOException {
    proxy.close();
    broker = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    proxy = new TcpProxy(0, broker.getLocalPort());
    Thread thread = new Thread(this::serve, "broker");
    thread.setDaemon(true);
    thread.start();
  }

  @AfterEach
  void stop() throws IOException {
    proxy.close();
    broker.close();
  }

  @Test
  void whatIsSentComesBack() throws IOException {
    try (Client client = new Client()) {
      client.send(PRODUCE, 100_000);
      assertThat(client.answer()).isEqualTo(100_000);
      client.send(END_TRANSACTION, 3);
      assertThat(client.answer()).isEqualTo(3);
    }
  }

  @Test
  void aConnectionThatIsCutEnds() throws Exception {
    try (Client client = new Client()) {
      client.send(PRODUCE, 10);
      assertThat(client.answer()).isEqualTo(10);
      proxy.cut();
      assertThatThrownBy(client::answer).isInstanceOf(IOException.class);
      assertThat(proxy.connections()).isZero();
    }
    try (Client another = new Client()) {
      another.send(PRODUCE, 10);
      assertThat(another.answer()).isEqualTo(10);
    }
  }

  @Test
  void whatIsRefusedGetsNoAnswer() throws Exception {
    proxy.weather(Weather.REFUSING);
    assertThatThrownBy(
            () -> {
              try (Client client = new Client()) {
                client.send(PRODUCE, 10);
                client.answer();
              }
            })
        .isInstanceOf(IOException.class);
    assertThat(taken).isEmpty();
  }

  @Test
  void nothingGetsThroughWhatIsStalledAndAllOfItLater() throws Exception {
    try (Client client = new Client()) {
      proxy.weather(Weather.STALLED);
      client.send(PRODUCE, 10);
      client.waitAtMost(MOMENT_MILLIS);
      assertThatThrownBy(client::answer).isInstanceOf(SocketTimeoutException.class);
      assertThat(taken).isEmpty();
      proxy.calm();
      client.waitAtMost(SOON_MILLIS);
      assertThat(client.answer()).isEqualTo(10);
    }
  }

  @Test
  void whatIsDelayedOrSlowTakesItsTime() throws Exception {
    try (Client client = new Client()) {
      proxy.weather(Weather.delayed(Duration.ofMillis(150)));
      assertThat(roundTrip(client, 10)).isGreaterThan(Duration.ofMillis(300));
      proxy.weather(Weather.slow(100_000));
      assertThat(roundTrip(client, 30_000)).isGreaterThan(Duration.ofMillis(600));
      proxy.calm();
      assertThat(roundTrip(client, 10)).isLessThan(Duration.ofMillis(300));
    }
  }

  @Test
  void aRequestThatIsLostBeforeNeverComes() throws Exception {
    try (Client client = new Client()) {
      CompletableFuture<Void> lost = proxy.at(Request.END_TRANSACTION, Fate.LOST_BEFORE);
      client.send(PRODUCE, 10);
      assertThat(client.answer()).isEqualTo(10);
      assertThat(lost).isNotDone();
      client.send(END_TRANSACTION, 10);
      assertThatThrownBy(client::answer).isInstanceOf(IOException.class);
      lost.get(SOON_MILLIS, TimeUnit.MILLISECONDS);
    }
    assertThat(taken).containsExactly(PRODUCE);
  }

  @Test
  void aRequestThatIsLostAfterComesButItsAnswerDoesNot() throws Exception {
    try (Client client = new Client()) {
      CompletableFuture<Void> lost = proxy.at(Request.END_TRANSACTION, Fate.LOST_AFTER);
      client.send(END_TRANSACTION, 10);
      assertThatThrownBy(client::answer).isInstanceOf(IOException.class);
      lost.get(SOON_MILLIS, TimeUnit.MILLISECONDS);
    }
    assertThat(taken.poll(SOON_MILLIS, TimeUnit.MILLISECONDS)).isEqualTo(END_TRANSACTION);
  }

  @Test
  void onlyOneRequestIsCaught() throws Exception {
    CompletableFuture<Void> passed = proxy.at(Request.END_TRANSACTION, Fate.PASSES);
    try (Client client = new Client()) {
      client.send(END_TRANSACTION, 10);
      assertThat(client.answer()).isEqualTo(10);
      passed.get(SOON_MILLIS, TimeUnit.MILLISECONDS);
      client.send(END_TRANSACTION, 11);
      assertThat(client.answer()).isEqualTo(11);
    }
  }

  private static Duration roundTrip(Client client, int bytes) throws IOException {
    long start = System.nanoTime();
    client.send(PRODUCE, bytes);
    assertThat(client.answer()).isEqualTo(bytes);
    return Patience.since(start);
  }

  /** Sends frames as Kafka's clients do. */
  private final class Client implements AutoCloseable {
    private final Socket socket = new Socket(InetAddress.getLoopbackAddress(), proxy.port());
    private final DataInputStream in = new DataInputStream(socket.getInputStream());
    private final DataOutputStream out = new DataOutputStream(socket.getOutputStream());

    Client() throws IOException {
      waitAtMost(SOON_MILLIS);
    }

    void waitAtMost(int millis) throws IOException {
      socket.setSoTimeout(millis);
    }

    void send(short key, int bytes) throws IOException {
      out.writeInt(bytes + Short.BYTES);
      out.writeShort(key);
      out.write(new byte[bytes]);
      out.flush();
    }

    /** Returns how many bytes the broker has taken behind the key. */
    int answer() throws IOException {
      int length = in.readInt();
      in.readFully(new byte[length]);
      return length;
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }

  private void serve() {
    while (!broker.isClosed()) {
      try {
        Socket socket = broker.accept();
        Thread thread = new Thread(() -> serve(socket), "connection");
        thread.setDaemon(true);
        thread.start();
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void serve(Socket socket) {
    try (socket;
        DataInputStream in = new DataInputStream(socket.getInputStream());
        DataOutputStream out = new DataOutputStream(socket.getOutputStream())) {
      while (true) {
        int length = in.readInt() - Short.BYTES;
        short key = in.readShort();
        byte[] bytes = new byte[length];
        in.readFully(bytes);
        taken.add(key);
        out.writeInt(length);
        out.write(bytes);
        out.flush();
      }
    } catch (IOException ended) {
      // The client has gone.
    }
  }
}
