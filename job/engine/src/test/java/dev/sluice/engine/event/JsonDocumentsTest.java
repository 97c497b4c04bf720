package dev.sluice.engine.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.event.JsonDocuments.Document;
import dev.sluice.engine.event.JsonDocuments.Layout;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class JsonDocumentsTest {
  private static final EventLimits LIMITS = new EventLimits(30, 5);
  private static final EventTables TABLES = EventTables.builtIn();
  private static final EventReader READER =
      new EventReader(TABLES.schemas(), TABLES.logSources(), LIMITS);

  @Test
  void eachLineIsADocumentWithItsLineNumber() {
    assertThat(lines("{\"a\":1}\n\n  \r\n{\"b\":2}\r\n{\"c\":3}"))
        .containsExactly("1 {\"a\":1}", "4 {\"b\":2}", "5 {\"c\":3}");
  }

  @Test
  void aPrintedDocumentIsOne() {
    assertThat(lines("{\n  \"a\": {\n    \"b\": \"}\"\n  }\n}\n{\n}\n"))
        .containsExactly("1 {\n  \"a\": {\n    \"b\": \"}\"\n  }\n}", "6 {\n}");
  }

  @Test
  void concatenatedDocumentsAreSeveral() {
    assertThat(lines("{\"a\":[{}]}{\"b\":\"\\\"}{\"} {}"))
        .containsExactly("1 {\"a\":[{}]}", "1 {\"b\":\"\\\"}{\"}", "1 {}");
    assertThat(documents("{}{} \n\n {}")).containsExactly("1 {}", "2 {}", "3 {}");
  }

  @Test
  void aBraceInTheFirstColumnEndsADocumentThatWasCut() {
    assertThat(lines("{\"a\":\"cut\n{\"b\":2}\n")).containsExactly("1 {\"a\":\"cut", "2 {\"b\":2}");
    assertThat(lines("{\"a\":{\"x\":1\n{\"b\":2}\n"))
        .containsExactly("1 {\"a\":{\"x\":1", "2 {\"b\":2}");
    assertThat(lines("{\"a\":\"cut\\\n{\"b\":2}\n"))
        .containsExactly("1 {\"a\":\"cut\\", "2 {\"b\":2}");
    assertThat(lines("{\"a\":1")).containsExactly("1 {\"a\":1");
  }

  @Test
  void whatIsNoObjectComesLineByLine() {
    assertThat(lines("hello {\"a\":1}\n17\n[{\"b\":2}]\n{}"))
        .containsExactly("1 hello {\"a\":1}", "2 17", "3 [{\"b\":2}]", "4 {}");
    assertThat(lines("{}}\n{}")).containsExactly("1 {}", "1 }", "2 {}");
  }

  @Test
  void aTopLevelArrayIsTakenApart() {
    assertThat(documents("[{\"a\":[1,{}]} , {\"b\":\"],\"}\n,\n{}]"))
        .containsExactly("1 {\"a\":[1,{}]}", "2 {\"b\":\"],\"}", "3 {}");
    assertThat(documents("[]")).isEmpty();
    assertThat(documents("[{}]\n[{}]")).containsExactly("1 {}", "2 {}");
  }

  @Test
  void aByteOrderMarkIsNoPartOfTheFirstDocument() {
    assertThat(lines("\uFEFF{}")).containsExactly("1 {}");
    assertThat(documents("\uFEFF[{}]")).containsExactly("1 {}");
  }

  @Test
  void anEmptyStreamHasNoDocument() {
    assertThat(lines("")).isEmpty();
    assertThat(lines(" \n\t\r\n")).isEmpty();
  }

  @Test
  void gzipIsKnownByItsFirstBytesAndMayHaveSeveralMembers() throws IOException {
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    joined.write(gzip("{\"a\":1}\n"));
    joined.write(gzip("{\"b\":2}\n"));
    assertThat(all(new ByteArrayInputStream(joined.toByteArray()), Layout.LINES))
        .containsExactly("1 {\"a\":1}", "2 {\"b\":2}");
  }

  @Test
  void aDocumentThatIsTooLargeIsCutAndTheNextIsWhole() throws IOException {
    EventLimits limits = new EventLimits(10, 5);
    String text = "{\"a\":\"" + "x".repeat(100_000) + "\"}\n{\"b\":2}\n";
    try (JsonDocuments documents = JsonDocuments.open(stream(text), Layout.LINES, limits)) {
      Document large = requireNonNull(documents.next());
      assertThat(large.truncated()).isTrue();
      assertThat(large.bytes()).hasSize(11);
      assertThat(documents.next())
          .satisfies(next -> assertThat(new String(next.bytes(), UTF_8)).isEqualTo("{\"b\":2}"));
      assertThat(documents.next()).isNull();
    }
  }

  @Test
  void aDocumentOfExactlyTheLargestSizeIsWhole() throws IOException {
    try (JsonDocuments documents =
        JsonDocuments.open(stream("{\"a\":123}\n"), Layout.LINES, new EventLimits(9, 5))) {
      Document document = requireNonNull(documents.next());
      assertThat(document.truncated()).isFalse();
      assertThat(document.bytes()).hasSize(9);
    }
  }

  @Test
  void layoutFollowsTheNameOfTheFile() {
    assertThat(Layout.ofFile("a/b.JSON")).isEqualTo(Layout.DOCUMENTS);
    assertThat(Layout.ofFile("b.json.gz")).isEqualTo(Layout.DOCUMENTS);
    assertThat(Layout.ofFile("b.ndjson")).isEqualTo(Layout.LINES);
    assertThat(Layout.ofFile("-")).isEqualTo(Layout.LINES);
  }

  @Test
  void anyBytesInAnyPortionsComeToAnEndAndLoseNothingButWhiteSpace() throws IOException {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    String letters = "{}[]\",\\\n {ab:\n{";
    for (int round = 0; round < 2000; round++) {
      StringBuilder text = new StringBuilder();
      for (int i = random.nextInt(40); i > 0; i--) {
        text.append(letters.charAt(random.nextInt(letters.length())));
      }
      StringBuilder seen = new StringBuilder();
      try (JsonDocuments documents =
          JsonDocuments.open(dripping(text.toString()), Layout.LINES, EventLimits.defaults())) {
        for (Document next = documents.next(); next != null; next = documents.next()) {
          assertThat(next.bytes()).as("seed %d, text %s", seed, text).isNotEmpty();
          seen.append(new String(next.bytes(), UTF_8));
        }
      }
      assertThat(seen.toString().replaceAll("\\s", ""))
          .as("seed %d, text %s", seed, text)
          .isEqualTo(text.toString().replaceAll("\\s", ""));
    }
  }

  @Test
  void aLineThatIsOneObjectNeedNoSecondLook() throws IOException {
    try (JsonDocuments documents =
        JsonDocuments.open(stream("{\"a\":1} \r\n{}{}\n{}"), Layout.LINES, LIMITS)) {
      assertThat(text(documents.nextLine())).isEqualTo("{\"a\":1}");
      assertThat(text(documents.nextLine())).isEqualTo("{}{}");
      assertThat(text(documents.again())).isEqualTo("{}");
      assertThat(documents.again()).isNull();
      assertThat(text(documents.nextLine())).isEqualTo("{}");
      assertThat(text(documents.nextLine())).isEqualTo("{}");
      assertThat(documents.nextLine()).isNull();
    }
  }

  @Test
  void linesTakenAtOnceAreTheDocumentsThatBracketsTell() throws IOException {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    String[] parts = {
      "{",
      "}",
      "[",
      "]",
      "\"",
      ",",
      "\\",
      "\n",
      "\r\n",
      " ",
      "\0",
      "x",
      "{}",
      "{\"a\":1}",
      "}\n{",
      "{\"b\":\"}\\\"{\"}\n",
      "{\"c\":[{}]} ",
      "{\"long\":\"0123456789012345678901234567890\"}\n"
    };
    for (int round = 0; round < 20_000; round++) {
      StringBuilder text = new StringBuilder();
      for (int i = random.nextInt(12); i > 0; i--) {
        text.append(parts[random.nextInt(parts.length)]);
      }
      for (Layout layout : Layout.values()) {
        assertThat(taken(text.toString(), layout, JsonDocumentsTest::nextLine))
            .as("seed %d, layout %s, text %s", seed, layout, text)
            .isEqualTo(taken(text.toString(), layout, JsonDocuments::next));
      }
    }
  }

  private interface Next {
    @Nullable Document of(JsonDocuments documents) throws IOException;
  }

  /** As who reads lines must do: what cannot be read is asked for again. */
  private static @Nullable Document nextLine(JsonDocuments documents) throws IOException {
    Document line = documents.nextLine();
    if (line == null || READER.read(line.bytes()) instanceof ReadResult.Readable) {
      return line;
    }
    Document again = documents.again();
    return again == null ? line : again;
  }

  private static List<String> taken(String text, Layout layout, Next next) throws IOException {
    List<String> taken = new ArrayList<>();
    try (JsonDocuments documents = JsonDocuments.open(stream(text), layout, LIMITS)) {
      for (Document at = next.of(documents); at != null; at = next.of(documents)) {
        taken.add(at.ordinal() + " " + at.truncated() + " " + text(at));
      }
    }
    return taken;
  }

  private static String text(@Nullable Document document) {
    return new String(requireNonNull(document).bytes(), UTF_8);
  }

  private static List<String> lines(String text) {
    return all(stream(text), Layout.LINES);
  }

  private static List<String> documents(String text) {
    return all(stream(text), Layout.DOCUMENTS);
  }

  private static List<String> all(InputStream in, Layout layout) {
    List<String> all = new ArrayList<>();
    try (JsonDocuments documents = JsonDocuments.open(in, layout, EventLimits.defaults())) {
      for (Document next = documents.next(); next != null; next = documents.next()) {
        all.add(next.ordinal() + " " + new String(next.bytes(), UTF_8));
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return all;
  }

  private static InputStream stream(String text) {
    return new ByteArrayInputStream(text.getBytes(UTF_8));
  }

  /** A stream that gives one byte at a time. */
  private static InputStream dripping(String text) {
    return new ByteArrayInputStream(text.getBytes(UTF_8)) {
      @Override
      public synchronized int read(byte[] target, int offset, int length) {
        return super.read(target, offset, Math.min(1, length));
      }
    };
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(text.getBytes(UTF_8));
    }
    return out.toByteArray();
  }
}
