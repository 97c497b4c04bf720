package dev.sluice.cli;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Serves the files of a folder by HTTP, to this machine alone. */
final class FolderServer implements AutoCloseable {

  private static final int THREADS = 4;
  private static final byte[] LOOPBACK = {127, 0, 0, 1};

  private final HttpServer server;
  private final ExecutorService threads;

  private FolderServer(HttpServer server, ExecutorService threads) {
    this.server = server;
    this.threads = threads;
  }

  /**
   * Starts to serve {@code folder}.
   *
   * @param port 0 for any that is free
   * @throws IOException when the port cannot be had or the folder cannot be read
   */
  static FolderServer start(Path folder, int port) throws IOException {
    Path root = folder.toRealPath();
    InetAddress loopback = InetAddress.getByAddress("127.0.0.1", LOOPBACK);
    HttpServer server = HttpServer.create(new InetSocketAddress(loopback, port), 0);
    ExecutorService threads =
        Executors.newFixedThreadPool(
            THREADS,
            work -> {
              Thread thread = new Thread(work, "sluice-catalog-serve");
              thread.setDaemon(true);
              return thread;
            });
    server.setExecutor(threads);
    server.createContext("/", new FolderHandler(root, server.getAddress().getPort()));
    server.start();
    return new FolderServer(server, threads);
  }

  /** What to open in a browser. */
  String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
