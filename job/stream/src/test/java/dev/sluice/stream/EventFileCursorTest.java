package dev.sluice.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.engine.event.DeadLetter.Reason;
import dev.sluice.engine.event.EventLimits;
import dev.sluice.stream.EventFileCursor.Read;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventFileCursorTest {
  private static final EventLimits LIMITS = new EventLimits(2000, 64);

  private final EventScan scan =
      new EventScan(
          new EventDecoding(null, LIMITS.maxBytes(), LIMITS.maxDepth()).reader(),
          new EventClock(EventClock.TOLERANCE));

  @TempDir private Path directory;

  @Test
  void keyAndTimeComeFromTheEvent() throws IOException {
    String path = Samples.write(directory.resolve("a.ndjson"), Samples.processes(2));
    RawEvent second = readAll(EventFileSplit.unread(0, path)).get(1).event();
    assertThat(second.host()).isEqualTo("ws-01.example");
    assertThat(second.timeMillis()).isEqualTo(Samples.timeOf(1));
    assertThat(second.origin().name()).isEqualTo(path);
    assertThat(second.origin().position()).isEqualTo(2);
    assertThat(second.error()).isNull();
  }

  @Test
  void aBrokenAndAnOversizedDocumentTravelOnWithTheirError() throws IOException {
    String text =
        Samples.process(0)
            + "\n{\"a\":\n{\"b\":\""
            + "x".repeat(5000)
            + "\"}\n"
            + Samples.process(1);
    String path = Samples.write(directory.resolve("a.ndjson"), text);
    List<Read> reads = readAll(EventFileSplit.unread(0, path));
    assertThat(reads).hasSize(4);
    assertThat(reasonOf(reads.get(1))).isEqualTo(Reason.MALFORMED_JSON);
    assertThat(reasonOf(reads.get(2))).isEqualTo(Reason.TOO_LARGE);
    assertThat(reads.get(3).event().error()).isNull();
    assertThat(reads.get(1).event().host()).startsWith("?");
  }

  @Test
  void aFileGoesOnWhereItsSplitStands() throws IOException {
    String path = Samples.write(directory.resolve("a.ndjson"), Samples.processes(20));
    List<Read> all = readAll(EventFileSplit.unread(0, path));
    for (int i = 0; i < all.size(); i++) {
      assertThat(origins(readAll(all.get(i).after())))
          .isEqualTo(origins(all.subList(i + 1, all.size())));
    }
  }

  @Test
  void ordinalsGoOnWhenAFileIsReplayed() throws IOException {
    String path = Samples.write(directory.resolve("a.ndjson"), "\n" + Samples.processes(3));
    List<Read> first = readAll(EventFileSplit.unread(0, path));
    List<Read> second = readAll(first.get(2).after().replayed());
    assertThat(origins(first)).containsExactly(2L, 3L, 4L);
    assertThat(origins(second)).containsExactly(6L, 7L, 8L);
    assertThat(origins(readAll(second.get(0).after()))).containsExactly(7L, 8L);
  }

  @Test
  void aGzipFileThatIsCutGivesWhatItHasAndOneError() throws IOException {
    byte[] whole = Samples.gzip(Samples.processes(500));
    Path file = directory.resolve("a.ndjson.gz");
    Files.write(file, Arrays.copyOf(whole, whole.length / 2));
    List<Read> reads = readAll(EventFileSplit.unread(0, file.toString()));
    Read last = reads.get(reads.size() - 1);
    assertThat(reads).hasSizeBetween(2, 500);
    assertThat(last.event().error()).isNotNull();
    assertThat(reads.stream().filter(read -> read.event().error() != null)).hasSize(1);
    assertThat(readAll(last.after())).isEmpty();
  }

  @Test
  void aFileThatCannotBeOpenedIsOneEventWithThatError() throws IOException {
    Path cut = Files.write(directory.resolve("bad.gz"), new byte[] {0x1f, (byte) 0x8b, 1, 2});
    for (String path : List.of(cut.toString(), directory.resolve("none").toString())) {
      assertThat(readAll(EventFileSplit.unread(0, path)))
          .singleElement()
          .satisfies(read -> assertThat(reasonOf(read)).isEqualTo(Reason.MALFORMED_JSON));
    }
  }

  @Test
  void aFileThatWasBegunAndIsGoneFailsLoudly() {
    EventFileSplit split = EventFileSplit.unread(0, directory.resolve("none").toString()).after(7);
    assertThatThrownBy(() -> readAll(split)).isInstanceOf(IOException.class);
  }

  @Test
  void standardInputIsNotReadASecondTime() {
    EventFileSplit split = EventFileSplit.unread(0, "-").after(1);
    assertThatThrownBy(() -> readAll(split)).hasMessageContaining("standard input");
  }

  private List<Read> readAll(EventFileSplit split) throws IOException {
    List<Read> reads = new ArrayList<>();
    try (EventFileCursor cursor = EventFileCursor.open(split, scan, LIMITS)) {
      for (Read read = cursor.next(); read != null; read = cursor.next()) {
        reads.add(read);
        assertThat(cursor.split()).isEqualTo(read.after());
      }
    }
    return reads;
  }

  private static Reason reasonOf(Read read) {
    var error = read.event().error();
    assertThat(error).isNotNull();
    return error == null ? Reason.EMPTY : error.reason();
  }

  private static List<Long> origins(List<Read> reads) {
    return reads.stream().map(read -> read.event().origin().position()).toList();
  }
}
