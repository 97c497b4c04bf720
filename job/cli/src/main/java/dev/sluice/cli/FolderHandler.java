package dev.sluice.cli;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Answers GET and HEAD with files of a folder.
 *
 * <p>Invariant: what is sent is a regular file whose real path lies in the folder. Requests that
 * name another host are refused: a site that has its name resolved to this machine must not read
 * the rules, and neither may a page of another site that takes one of our scripts for its own.
 */
final class FolderHandler implements HttpHandler {

  static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
          + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  private static final String INDEX = "index.html";
  private static final String BINARY = "application/octet-stream";
  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html; charset=utf-8",
          "css", "text/css; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "json", "application/json",
          "svg", "image/svg+xml",
          "png", "image/png",
          "ico", "image/x-icon",
          "txt", "text/plain; charset=utf-8");
  private static final int MISDIRECTED = 421;

  private final Path root;
  private final Set<String> hosts;

  /**
   * Serves what lies in {@code root}, a real path.
   *
   * @param port by which requests come in
   */
  FolderHandler(Path root, int port) {
    this.root = root;
    this.hosts = Set.of("127.0.0.1:" + port, "localhost:" + port);
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String method = exchange.getRequestMethod();
      String host = exchange.getRequestHeaders().getFirst("Host");
      if (!method.equals("GET") && !method.equals("HEAD")) {
        exchange.getResponseHeaders().set("Allow", "GET, HEAD");
        text(exchange, HttpURLConnection.HTTP_BAD_METHOD, "Only GET and HEAD are answered.");
      } else if (host == null || !hosts.contains(host.toLowerCase(Locale.ROOT))) {
        text(exchange, MISDIRECTED, "This server answers to 127.0.0.1 only.");
      } else {
        file(exchange);
      }
    }
  }

  private void file(HttpExchange exchange) throws IOException {
    String asked = exchange.getRequestURI().getPath();
    Path file = inside(asked);
    if (file != null && Files.isDirectory(file) && !asked.endsWith("/")) {
      // one slash at the start: two would lead to another host
      String raw = exchange.getRequestURI().getRawPath().replaceFirst("^/+", "/");
      String query = exchange.getRequestURI().getRawQuery();
      exchange.getResponseHeaders().set("Location", raw + "/" + (query == null ? "" : "?" + query));
      text(exchange, HttpURLConnection.HTTP_MOVED_PERM, "It is a folder.");
      return;
    }
    if (file != null && asked.endsWith("/")) {
      file = inside(asked + INDEX);
    }
    if (file == null || !Files.isRegularFile(file)) {
      text(exchange, HttpURLConnection.HTTP_NOT_FOUND, "There is no such page.");
      return;
    }
    String type = TYPES.getOrDefault(extension(file), BINARY);
    send(exchange, HttpURLConnection.HTTP_OK, type, Files.readAllBytes(file));
  }

  /** The real path of what is asked for; null when there is none in the folder. */
  private @Nullable Path inside(@Nullable String asked) {
    if (asked == null || !asked.startsWith("/") || asked.indexOf('\\') >= 0) {
      return null;
    }
    try {
      Path real = root.resolve(asked.replaceFirst("^/+", "")).toRealPath();
      return real.startsWith(root) ? real : null;
    } catch (IOException | InvalidPathException e) {
      return null;
    }
  }

  private static String extension(Path file) {
    String name = Objects.requireNonNull(file.getFileName()).toString();
    return name.substring(name.lastIndexOf('.') + 1);
  }

  private static void text(HttpExchange exchange, int status, String sentence) throws IOException {
    String page =
        "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>"
            + status
            + "</title></head><body><h1>"
            + sentence
            + "</h1><p><a href=\"/\">To the catalogue</a></p></body></html>\n";
    send(exchange, status, "text/html; charset=utf-8", page.getBytes(StandardCharsets.UTF_8));
  }

  private static void send(HttpExchange exchange, int status, String type, byte[] content)
      throws IOException {
    Headers headers = exchange.getResponseHeaders();
    headers.set("Content-Type", type);
    headers.set("Content-Security-Policy", POLICY);
    headers.set("X-Content-Type-Options", "nosniff");
    headers.set("Referrer-Policy", "no-referrer");
    headers.set("Cross-Origin-Resource-Policy", "same-origin");
    headers.set("Cache-Control", "no-cache");
    boolean head = exchange.getRequestMethod().equals("HEAD");
    if (head) {
      headers.set("Content-Length", Integer.toString(content.length));
    }
    exchange.sendResponseHeaders(status, head || content.length == 0 ? -1 : content.length);
    if (!head) {
      try (OutputStream body = exchange.getResponseBody()) {
        body.write(content);
      }
    }
  }
}
