package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CatalogServeTest {

  private static final int SECONDS = 20;

  private final HttpClient client = HttpClient.newHttpClient();
  @TempDir private Path directory;
  private Path site = Path.of("");
  private @Nullable FolderServer server;

  @BeforeEach
  void start() throws IOException {
    site = Files.createDirectories(directory.resolve("site"));
    Files.createDirectories(site.resolve("rules/one"));
    Files.writeString(site.resolve("index.html"), "home");
    Files.writeString(site.resolve("rules/one/index.html"), "a rule");
    Files.writeString(site.resolve("rules/one.json"), "{}");
    Files.writeString(site.resolve("search-index.js"), "x");
    Files.writeString(site.resolve("site.css"), "x");
    Files.writeString(site.resolve("what.bin"), "x");
    Files.writeString(directory.resolve("secret.html"), "secret");
    server = FolderServer.start(site, 0);
  }

  @AfterEach
  void stop() {
    server().close();
  }

  @ParameterizedTest
  @CsvSource({
    "'', text/html; charset=utf-8, home",
    "index.html, text/html; charset=utf-8, home",
    "index.html?q=x, text/html; charset=utf-8, home",
    "rules/one/, text/html; charset=utf-8, a rule",
    "rules/one.json, application/json, {}",
    "search-index.js, text/javascript; charset=utf-8, x",
    "site.css, text/css; charset=utf-8, x",
    "what.bin, application/octet-stream, x"
  })
  void filesAreSentWithTheirType(String path, String type, String content) throws Exception {
    HttpResponse<String> response = get(path);
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("Content-Type")).contains(type);
    assertThat(response.body()).isEqualTo(content);
  }

  @Test
  void everyAnswerTellsTheBrowserToBeStrict() throws Exception {
    for (String path : new String[] {"index.html", "nowhere.html", "rules"}) {
      HttpResponse<String> response = get(path);
      assertThat(response.headers().firstValue("Content-Security-Policy"))
          .contains(FolderHandler.POLICY);
      assertThat(response.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
      assertThat(response.headers().firstValue("Referrer-Policy")).contains("no-referrer");
      assertThat(response.headers().firstValue("Cross-Origin-Resource-Policy"))
          .contains("same-origin");
    }
  }

  @Test
  void aFolderIsSentOnToItsSlash() throws Exception {
    HttpResponse<String> response = get("rules/one?q=a");
    assertThat(response.statusCode()).isEqualTo(301);
    assertThat(response.headers().firstValue("Location")).contains("/rules/one/?q=a");
    assertThat(get("rules/").statusCode()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/../secret.html",
        "/rules/../../secret.html",
        "/%2e%2e/secret.html",
        "/%2e%2e%2fsecret.html",
        "/..%2fsecret.html",
        "/..%5csecret.html",
        "/out.html",
        "/outside/secret.html",
        "//secret.html",
        "/index.html%00.css",
        "/rules/one.json/",
        "/nowhere.html"
      })
  void nothingOutsideOfTheFolderIsSent(String path) throws Exception {
    Files.createSymbolicLink(site.resolve("out.html"), directory.resolve("secret.html"));
    Files.createSymbolicLink(site.resolve("outside"), directory);
    String answer = raw("GET " + path + " HTTP/1.1\r\nHost: " + host() + "\r\n");
    assertThat(answer).startsWith("HTTP/1.1 404 ").doesNotContain("secret\r\n");
  }

  @Test
  void headHasTheLengthAndNoContent() throws Exception {
    String answer = raw("HEAD /index.html HTTP/1.1\r\nHost: " + host() + "\r\n");
    assertThat(answer).startsWith("HTTP/1.1 200 ").containsIgnoringCase("content-length: 4\r\n");
    assertThat(answer).endsWith("\r\n\r\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "DELETE", "OPTIONS", "TRACE"})
  void nothingButReadingIsAnswered(String method) throws Exception {
    String answer = raw(method + " / HTTP/1.1\r\nHost: " + host() + "\r\nContent-Length: 0\r\n");
    assertThat(answer).startsWith("HTTP/1.1 405 ").contains("GET, HEAD");
  }

  /** A name of another site may have been made to lead here. */
  @Test
  void whoAsksForAnotherHostGetsNothing() throws Exception {
    assertThat(raw("GET / HTTP/1.1\r\nHost: example.org\r\n")).startsWith("HTTP/1.1 421 ");
    assertThat(raw("GET / HTTP/1.1\r\nHost: localhost:" + port() + "\r\n"))
        .startsWith("HTTP/1.1 200 ");
  }

  @Test
  void theCommandPrintsWhereItServesAndEndsWhenInterrupted() throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrintStream err = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
    String[] args = {"catalog", "serve", site.toString(), "--port", "0"};
    CompletableFuture<Integer> exitCode = new CompletableFuture<>();
    Thread command =
        new Thread(
            () ->
                exitCode.complete(
                    Main.run(args, Console.of(InputStream.nullInputStream(), out, err))));
    command.start();
    String address = "";
    for (int i = 0; i < SECONDS * 100 && address.isEmpty(); i++) {
      Thread.sleep(10);
      address = out.toString(StandardCharsets.UTF_8).strip();
    }
    assertThat(address).matches("http://127\\.0\\.0\\.1:\\d+/");
    assertThat(client.send(request(address), HttpResponse.BodyHandlers.ofString()).body())
        .isEqualTo("home");
    command.interrupt();
    assertThat(exitCode.get(SECONDS, TimeUnit.SECONDS)).isEqualTo(ExitCode.OK);
  }

  @Test
  void aPortThatIsTakenIsSaidToBe() throws IOException {
    try (ServerSocket taken = new ServerSocket(0)) {
      Outcome outcome =
          Outcome.of("catalog", "serve", site.toString(), "--port", "" + taken.getLocalPort());
      assertThat(outcome.exitCode()).isEqualTo(ExitCode.UNREADABLE);
      assertThat(outcome.err()).contains("port " + taken.getLocalPort() + " is in use");
    }
  }

  @Test
  void aFolderWithoutACatalogueIsNotServed() {
    assertThat(Outcome.of("catalog", "serve", directory.toString()).exitCode())
        .isEqualTo(ExitCode.UNREADABLE);
    assertThat(Outcome.of("catalog", "serve", site.toString(), "--port", "70000").exitCode())
        .isEqualTo(ExitCode.USAGE);
  }

  private FolderServer server() {
    return Objects.requireNonNull(server);
  }

  private int port() {
    return URI.create(server().address()).getPort();
  }

  private String host() {
    return "127.0.0.1:" + port();
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return client.send(request(server().address() + path), HttpResponse.BodyHandlers.ofString());
  }

  private static HttpRequest request(String address) {
    return HttpRequest.newBuilder(URI.create(address)).timeout(Duration.ofSeconds(SECONDS)).build();
  }

  /** What the server says to a request that clients would not send as it is. */
  private String raw(String request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
      socket.setSoTimeout(SECONDS * 1000);
      socket
          .getOutputStream()
          .write((request + "Connection: close\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
