package dev.sluice.bench.e2e;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/**
 * Stands between Kafka's clients and its broker, on the loopback address, and does what networks
 * do: it loses connections, holds bytes back, and lets few of them through. It reads of requests
 * what they ask for, so that a connection can be lost at a certain one.
 */
final class TcpProxy implements AutoCloseable {
  private static final int BACKLOG = 200;
  private static final int CHUNK = 16 << 10;
  private static final int LARGEST_REQUEST = 128 << 20;
  private static final int KEY_BYTES = 2;
  private static final long LOOK_NANOS = Duration.ofMillis(5).toNanos();
  private static final Duration DELIVERED = Duration.ofMillis(200);

  private final ServerSocket server;
  private final int target;
  private final Set<Link> links = ConcurrentHashMap.newKeySet();
  private volatile Weather weather = Weather.FAIR;
  private volatile Trap trap = Trap.NONE;
  private volatile boolean closed;

  /**
   * Listens from now on.
   *
   * @param port 0 for any
   * @param target port of the broker
   */
  TcpProxy(int port, int target) throws IOException {
    this.server = new ServerSocket(port, BACKLOG, InetAddress.getLoopbackAddress());
    this.target = target;
    start(this::accept, "proxy");
  }

  /**
   * What becomes of bytes.
   *
   * @param refusing whether new connections end at once
   * @param stalled whether nothing gets through
   * @param delay of each piece of at most 16 KiB
   * @param bytesPerSecond in one direction of one connection; 0 for no limit
   */
  record Weather(boolean refusing, boolean stalled, Duration delay, int bytesPerSecond) {
    static final Weather FAIR = new Weather(false, false, Duration.ZERO, 0);
    static final Weather STALLED = new Weather(false, true, Duration.ZERO, 0);
    static final Weather REFUSING = new Weather(true, false, Duration.ZERO, 0);

    static Weather delayed(Duration delay) {
      return new Weather(false, false, delay, 0);
    }

    static Weather slow(int bytesPerSecond) {
      return new Weather(false, false, Duration.ZERO, bytesPerSecond);
    }

    private long nanosFor(int bytes) {
      return delay.toNanos() + (bytesPerSecond == 0 ? 0 : bytes * 1_000_000_000L / bytesPerSecond);
    }
  }

  /** What a request asks for, by Kafka's number of it. */
  enum Request {
    END_TRANSACTION(26),
    INIT_PRODUCER(22),
    PRODUCE(0);

    private final short key;

    Request(int key) {
      this.key = (short) key;
    }

    short key() {
      return key;
    }
  }

  /** What is to happen to a connection at a request. */
  enum Fate {
    /** The request gets through as all do. */
    PASSES,
    /** The connection is lost, and the request with it. */
    LOST_BEFORE,
    /** The request gets through, and the connection is lost with its answer. */
    LOST_AFTER
  }

  /** Waits for one request. */
  private record Trap(short key, Fate fate, CompletableFuture<Void> sprung) {
    static final Trap NONE = new Trap((short) -1, Fate.PASSES, new CompletableFuture<>());
  }

  int port() {
    return server.getLocalPort();
  }

  void weather(Weather now) {
    weather = now;
  }

  /** Loses all connections. */
  void cut() {
    links.forEach(Link::reset);
  }

  /** Waits for the next such request; what is returned is completed when it has met its fate. */
  CompletableFuture<Void> at(Request request, Fate fate) {
    Trap set = new Trap(request.key(), fate, new CompletableFuture<>());
    trap = set;
    return set.sprung();
  }

  /** Number of connections. */
  int connections() {
    return links.size();
  }

  /** Fair weather, and nothing waits for a request. */
  void calm() {
    weather = Weather.FAIR;
    trap = Trap.NONE;
  }

  @Override
  public void close() throws IOException {
    closed = true;
    server.close();
    cut();
  }

  private void accept() {
    while (!closed) {
      try {
        Socket client = server.accept();
        if (weather.refusing()) {
          reset(client);
        } else {
          open(client);
        }
      } catch (IOException closedOrRefused) {
        // The broker may be away; its client is told so by the end of the connection.
        LockSupport.parkNanos(LOOK_NANOS);
      }
    }
  }

  private void open(Socket client) throws IOException {
    try {
      Link link = new Link(client, new Socket(InetAddress.getLoopbackAddress(), target));
      links.add(link);
      start(link::requests, "proxy requests");
      start(link::answers, "proxy answers");
    } catch (IOException noBroker) {
      reset(client);
      throw noBroker;
    }
  }

  private static void start(Runnable work, String name) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.start();
  }

  /** Ends a connection as a machine does that is switched off and on again. */
  private static void reset(Socket socket) {
    try {
      socket.setSoLinger(true, 0);
      socket.close();
    } catch (IOException alreadyClosed) {
      // The other direction of the same connection has found the end first.
    }
  }

  private static void pass(Duration time) {
    LockSupport.parkNanos(time.toNanos());
  }

  /** A client's connection and the one to the broker that belongs to it. */
  private final class Link {
    private final Socket client;
    private final Socket broker;
    private volatile boolean mute;

    Link(Socket client, Socket broker) throws IOException {
      this.client = client;
      this.broker = broker;
      client.setTcpNoDelay(true);
      broker.setTcpNoDelay(true);
    }

    void reset() {
      links.remove(this);
      TcpProxy.reset(client);
      TcpProxy.reset(broker);
    }

    void requests() {
      try {
        DataInputStream in = new DataInputStream(client.getInputStream());
        OutputStream out = broker.getOutputStream();
        while (true) {
          int length = in.readInt();
          if (length < KEY_BYTES || length > LARGEST_REQUEST) {
            throw new IOException("no request of Kafka: " + length + " bytes");
          }
          byte[] request = new byte[Integer.BYTES + length];
          ByteBuffer.wrap(request).putInt(length);
          in.readFully(request, Integer.BYTES, length);
          take(request, out);
        }
      } catch (IOException ended) {
        reset();
      }
    }

    private void take(byte[] request, OutputStream out) throws IOException {
      Trap set = trap;
      boolean caught =
          ByteBuffer.wrap(request).getShort(Integer.BYTES) == set.key() && springs(set);
      if (caught && set.fate() == Fate.LOST_BEFORE) {
        set.sprung().complete(null);
        throw new IOException("lost before a request");
      }
      mute = caught && set.fate() == Fate.LOST_AFTER;
      for (int from = 0; from < request.length; from += CHUNK) {
        send(request, from, Math.min(CHUNK, request.length - from), out);
      }
      if (mute) {
        pass(DELIVERED);
      }
      if (caught) {
        set.sprung().complete(null);
      }
      if (mute) {
        throw new IOException("lost after a request");
      }
    }

    void answers() {
      byte[] buffer = new byte[CHUNK];
      try {
        InputStream in = broker.getInputStream();
        OutputStream out = client.getOutputStream();
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
          if (!mute) {
            send(buffer, 0, read, out);
          }
        }
        reset();
      } catch (IOException ended) {
        reset();
      }
    }

    private void send(byte[] bytes, int from, int length, OutputStream out) throws IOException {
      while (weather.stalled() && links.contains(this)) {
        LockSupport.parkNanos(LOOK_NANOS);
      }
      LockSupport.parkNanos(weather.nanosFor(length));
      out.write(bytes, from, length);
    }
  }

  /** Only one request is caught. */
  private synchronized boolean springs(Trap set) {
    boolean first = trap.equals(set);
    if (first) {
      trap = Trap.NONE;
    }
    return first;
  }
}
