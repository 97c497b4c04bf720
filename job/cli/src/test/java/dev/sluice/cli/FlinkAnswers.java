package dev.sluice.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a JobManager of Flink 2.2.1 has answered about a job of the name {@code sluice}, recorded
 * under {@code cases/flink}.
 *
 * @param situation in which it was asked: running, or failing for want of a TaskManager
 */
record FlinkAnswers(String situation) {

  private static final Path FOLDER = Path.of(Golden.CASES, "flink");
  private static final Pattern TIME = Pattern.compile("\\b1[0-9]{12}\\b");

  /** {@code overview}, {@code job}, {@code exceptions}, {@code checkpoints} or {@code config}. */
  ObjectNode get(String name) {
    return (ObjectNode) Json.read(text(name).getBytes(StandardCharsets.UTF_8));
  }

  /** When it was asked. */
  Instant now() {
    return Instant.ofEpochMilli(get("job").path("now").asLong());
  }

  /** Gives the answers over HTTP, as of now and of the job {@code deployment}. */
  Server serve(String deployment) {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.createContext("/", exchange -> answer(exchange, deployment));
      server.start();
      return new Server(server);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** An API that answers. */
  record Server(HttpServer http) implements AutoCloseable {

    String address() {
      return "http://127.0.0.1:" + http.getAddress().getPort() + "/";
    }

    @Override
    public void close() {
      http.stop(0);
    }
  }

  private void answer(HttpExchange exchange, String deployment) throws IOException {
    String name = name(exchange.getRequestURI().getPath());
    byte[] body = name == null ? new byte[0] : asOfNow(name, deployment);
    exchange.sendResponseHeaders(name == null ? 404 : 200, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private @Nullable String name(String path) {
    String job = "/jobs/" + get("job").path("jid").asText();
    if (path.equals("/jobs/overview")) {
      return "overview";
    }
    if (path.equals(job)) {
      return "job";
    }
    if (path.equals(job + "/checkpoints/config")) {
      return "config";
    }
    return path.equals(job + "/exceptions") || path.equals(job + "/checkpoints")
        ? path.substring(job.length() + 1)
        : null;
  }

  private byte[] asOfNow(String name, String deployment) {
    long shift = Instant.now().toEpochMilli() - now().toEpochMilli();
    return TIME.matcher(text(name))
        .replaceAll(time -> Long.toString(Long.parseLong(time.group()) + shift))
        .replace("\"name\":\"sluice\"", "\"name\":\"" + deployment + "\"")
        .getBytes(StandardCharsets.UTF_8);
  }

  private String text(String name) {
    try {
      return Files.readString(FOLDER.resolve(situation).resolve(name + ".json"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
