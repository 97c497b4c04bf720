package dev.sluice.engine.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files under {@code format}: what is published, and alerts with what becomes of them. */
final class FormatCases {
  static final ObjectMapper JSON = new ObjectMapper();

  private static final Path FOLDER = Path.of("src/test/resources/format");

  private FormatCases() {}

  static JsonNode json(String name) {
    try {
      return JSON.readTree(FOLDER.resolve(name).toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The alert {@code name}, as the engine writes alerts. */
  static byte[] alert(String name) {
    return bytes(json(name + ".native.json"));
  }

  static byte[] bytes(JsonNode json) {
    try {
      return JSON.writeValueAsBytes(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static JsonNode read(byte[] json) {
    try {
      return JSON.readTree(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** {@code alert} in {@code format}, which must be as published. */
  static JsonNode mapped(AlertFormat format, byte[] alert, int maxBytes) {
    byte[] mapped = format.of(alert, maxBytes);
    assertThat(mapped.length).isLessThanOrEqualTo(maxBytes);
    assertThat(new String(mapped, UTF_8)).doesNotContain("\n");
    JsonNode json = read(mapped);
    assertThat(published(format).problems(json)).as("%s: %s", format, json).isEmpty();
    return json;
  }

  private static PublishedForm published(AlertFormat format) {
    return format == AlertFormat.OCSF ? new PublishedOcsf() : new PublishedEcs();
  }

  /** {@code -Drecreate} writes the file anew, to be reviewed as a diff. */
  static void assertGolden(String name, JsonNode actual) throws IOException {
    Path file = FOLDER.resolve(name);
    String text = JSON.writerWithDefaultPrettyPrinter().writeValueAsString(actual) + "\n";
    if (System.getProperty("recreate") != null) {
      Files.writeString(file, text);
    }
    assertThat(text).as("%s; -Drecreate accepts a change", file).isEqualTo(Files.readString(file));
  }
}
