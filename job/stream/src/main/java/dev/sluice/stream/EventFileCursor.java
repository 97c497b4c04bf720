package dev.sluice.stream;

import dev.sluice.engine.event.DeadLetter;
import dev.sluice.engine.event.EventLimits;
import dev.sluice.engine.event.JsonDocuments;
import dev.sluice.engine.event.JsonDocuments.Document;
import dev.sluice.engine.event.JsonDocuments.Layout;
import dev.sluice.engine.event.Origin;
import dev.sluice.stream.RawEvent.Clock;
import java.io.Closeable;
import java.io.FileInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads one file from where its split stands.
 *
 * <p>A broken or oversized document comes out with its error. So does the point from which a file,
 * such as a cut gzip file, cannot be read on. Not thread-safe.
 */
final class EventFileCursor implements Closeable {
  private final EventScan scan;
  private final @Nullable JsonDocuments documents;
  private @Nullable IOException failure;
  private EventFileSplit split;
  private boolean ended;

  private EventFileCursor(
      EventScan scan,
      @Nullable JsonDocuments documents,
      @Nullable IOException failure,
      EventFileSplit split) {
    this.scan = scan;
    this.documents = documents;
    this.failure = failure;
    this.split = split;
  }

  /** An event, and where its file stands once it has been given out. */
  record Read(RawEvent event, EventFileSplit after) {}

  /**
   * Opens the file of {@code split} and passes over what was given out before. A file that cannot
   * be opened gives one event with that error.
   *
   * @throws IOException when a file that was begun before cannot be opened again: its rest would be
   *     lost
   */
  static EventFileCursor open(EventFileSplit split, EventScan scan, EventLimits limits)
      throws IOException {
    if (split.isStandardInput() && split.documents() > 0) {
      throw new IOException("standard input cannot be read a second time");
    }
    try {
      EventFileCursor cursor = new EventFileCursor(scan, documents(split, limits), null, split);
      cursor.pass();
      return cursor;
    } catch (IOException e) {
      if (split.documents() > 0) {
        throw e;
      }
      return new EventFileCursor(scan, null, e, split);
    }
  }

  private static JsonDocuments documents(EventFileSplit split, EventLimits limits)
      throws IOException {
    InputStream in = split.isStandardInput() ? standardInput() : new FileInputStream(split.path());
    try {
      return JsonDocuments.open(in, Layout.ofFile(split.path()), limits);
    } catch (IOException e) {
      in.close();
      throw e;
    }
  }

  /** Returns the next event, or null after the last. */
  @Nullable Read next() {
    if (ended) {
      return null;
    }
    try {
      Document document = nextDocument();
      if (document == null) {
        ended = true;
        return null;
      }
      long ordinal = split.base() + document.ordinal();
      return read(document.bytes(), ordinal, null);
    } catch (IOException e) {
      ended = true;
      return read(new byte[0], split.last() + 1, unreadable(e));
    }
  }

  /** Where the file stands. */
  EventFileSplit split() {
    return split;
  }

  @Override
  public void close() throws IOException {
    if (documents != null) {
      documents.close();
    }
  }

  private @Nullable Document nextDocument() throws IOException {
    if (failure != null) {
      throw failure;
    }
    return documents == null ? null : documents.next();
  }

  /**
   * A place from which the file could not be read on was given out as an event, and is passed over
   * like one.
   */
  private void pass() {
    try {
      for (long i = 0; i < split.documents(); i++) {
        nextDocument();
      }
    } catch (IOException e) {
      ended = true;
    }
  }

  private Read read(byte[] bytes, long ordinal, @Nullable DeadLetter error) {
    Origin origin = Origin.file(split.path(), ordinal);
    RawEvent event =
        error == null
            ? scan.scan(bytes, origin, EventClock.NO_TIME)
            : new RawEvent(
                bytes,
                HostKey.of(null, origin),
                EventClock.NO_TIME,
                Clock.STAYS,
                origin,
                null,
                error);
    split = split.after(ordinal);
    return new Read(event, split);
  }

  private static DeadLetter unreadable(IOException e) {
    String message = "the file cannot be read on from here: " + e.getMessage();
    return new DeadLetter(DeadLetter.Reason.MALFORMED_JSON, message, 0);
  }

  /** Standard input belongs to the process: closing the cursor leaves it open. */
  private static InputStream standardInput() {
    return new FilterInputStream(System.in) {
      @Override
      public void close() {}
    };
  }
}
