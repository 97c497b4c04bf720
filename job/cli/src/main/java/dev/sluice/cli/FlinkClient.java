package dev.sluice.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Asks the REST API of a JobManager; changes nothing. */
record FlinkClient(URI address, Duration timeout) {

  /**
   * @throws IllegalArgumentException when {@code address} is none
   */
  static FlinkClient of(String address, Duration timeout) {
    URI uri =
        URI.create(address.endsWith("/") ? address.substring(0, address.length() - 1) : address);
    if (uri.getHost() == null || !String.valueOf(uri.getScheme()).matches("https?")) {
      throw new IllegalArgumentException("'" + address + "': expected http://HOST:PORT");
    }
    return new FlinkClient(uri, timeout);
  }

  /**
   * The answer to a question such as {@code /jobs/overview}.
   *
   * @throws IOException when there is none, or it is no JSON
   */
  JsonNode get(String path) throws IOException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(address + path)).timeout(timeout).GET().build();
    try {
      HttpResponse<byte[]> response =
          HttpClient.newBuilder()
              .connectTimeout(timeout)
              .build()
              .send(request, HttpResponse.BodyHandlers.ofByteArray());
      JsonNode json = response.statusCode() == 200 ? Json.readOrNull(response.body()) : null;
      if (json == null) {
        throw new IOException(request.uri() + ": no answer but status " + response.statusCode());
      }
      return json;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(request.uri() + ": interrupted", e);
    }
  }
}
