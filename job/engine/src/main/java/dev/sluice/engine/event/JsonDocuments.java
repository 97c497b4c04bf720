package dev.sluice.engine.event;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Splits a stream, gzip or plain, into the event documents it holds: one to a line, printed over
 * many lines, or one after the other.
 *
 * <p>It looks at brackets and strings only, so whatever is no JSON comes out as it is and fails
 * when it is read. Text that is no object is given out line by line. A brace in the first column
 * always starts a document, so that one cut document does not swallow the next. Memory is bounded
 * by the largest document allowed. Not thread-safe.
 */
public final class JsonDocuments implements Closeable {
  /** How the ordinals of documents are counted, from 1. */
  public enum Layout {
    /** By the line on which the document begins. */
    LINES,
    /** By documents; a top-level array is taken apart. */
    DOCUMENTS;

    /**
     * Returns how the documents of a file are counted: a {@code .json} file by documents, any other
     * by lines.
     */
    public static Layout ofFile(String name) {
      String folded = CaseFold.fold(name);
      return folded.endsWith(".json") || folded.endsWith(".json.gz") ? DOCUMENTS : LINES;
    }
  }

  /**
   * One document.
   *
   * @param ordinal counted as {@link Layout} says; documents on one line share it
   * @param truncated whether the document is larger than is allowed: the bytes then are its first
   *     {@code maxBytes + 1}, so that {@link EventReader} calls it too large
   */
  public record Document(byte[] bytes, long ordinal, boolean truncated) {}

  private static final int BUFFER_SIZE = 1 << 18;
  private static final int GZIP_MAGIC_1 = 0x1F;
  private static final int GZIP_MAGIC_2 = 0x8B;
  private static final int NO_GUESS = -1;

  private final InputStream in;
  private final Layout layout;
  private final BoundedBytes document;
  private final byte[] buffer = new byte[BUFFER_SIZE];
  private int position;
  private int limit;
  private long line = 1;
  private boolean atLineStart = true;
  private long documents;
  private boolean inArray;
  private int guessFrom = NO_GUESS;

  private JsonDocuments(InputStream in, Layout layout, EventLimits limits) {
    this.in = in;
    this.layout = layout;
    this.document = new BoundedBytes(limits.maxBytes() + 1);
  }

  /** Opens {@code in}, which {@link #close} closes; gzip is known by its first two bytes. */
  public static JsonDocuments open(InputStream in, Layout layout, EventLimits limits)
      throws IOException {
    BufferedInputStream buffered = new BufferedInputStream(in, BUFFER_SIZE);
    buffered.mark(2);
    boolean gzip = buffered.read() == GZIP_MAGIC_1 && buffered.read() == GZIP_MAGIC_2;
    buffered.reset();
    InputStream plain = gzip ? new GZIPInputStream(buffered, BUFFER_SIZE) : buffered;
    JsonDocuments opened = new JsonDocuments(plain, layout, limits);
    opened.skipByteOrderMark();
    return opened;
  }

  /**
   * Returns the next document, or null after the last, and takes a line for one that begins and
   * ends with a brace: only the end of the line is looked for, eight bytes at a time.
   *
   * <p>Invariant: when the document is read without an error, it is the one that {@link #next}
   * would have given. When it is not, {@link #again} must be asked.
   */
  public @Nullable Document nextLine() throws IOException {
    skipBetweenDocuments();
    int end = peek() == '{' ? LineEnd.in(buffer, position, limit) : limit;
    int last = end;
    while (last > position && isBlank(buffer[last - 1])) {
      last--;
    }
    if (end == limit || buffer[last - 1] != '}' || last - position > document.most()) {
      return next();
    }
    guessFrom = position;
    return new Document(Arrays.copyOfRange(buffer, takeTo(last), last), countDocument(), false);
  }

  /**
   * Returns what {@link #next} would have given instead of the last document, or null when {@link
   * #next} has given it. What follows is that document's next.
   */
  public @Nullable Document again() throws IOException {
    if (guessFrom == NO_GUESS) {
      return null;
    }
    position = guessFrom;
    documents--;
    return next();
  }

  /** Returns the next document, or null after the last. */
  public @Nullable Document next() throws IOException {
    guessFrom = NO_GUESS;
    skipBetweenDocuments();
    int first = peek();
    if (first < 0) {
      return null;
    }
    long ordinal = countDocument();
    document.clear();
    if (first == '{') {
      takeObject();
    } else {
      takeLine();
    }
    return new Document(document.stripped(), ordinal, document.isOverfull());
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  private long countDocument() {
    documents++;
    return layout == Layout.LINES ? line : documents;
  }

  private void skipByteOrderMark() throws IOException {
    limit = in.readNBytes(buffer, 0, Utf8.BYTE_ORDER_MARK_LENGTH);
    position = Utf8.hasByteOrderMark(buffer) ? limit : 0;
  }

  private void skipBetweenDocuments() throws IOException {
    int next = peek();
    while (next == '\n' || isBlank((byte) next) || isOfArray(next)) {
      take();
      next = peek();
    }
  }

  private static boolean isBlank(byte b) {
    return b == ' ' || b == '\t' || b == '\r';
  }

  /**
   * Returns whether {@code next} is a bracket or comma of a top-level array, and keeps track of it.
   */
  private boolean isOfArray(int next) {
    if (layout == Layout.LINES) {
      return false;
    }
    boolean opens = !inArray && next == '[';
    boolean closes = inArray && next == ']';
    inArray = opens || (inArray && !closes);
    return opens || closes || (inArray && next == ',');
  }

  /** Takes an object to its last bracket, or to a line that begins with a brace. */
  private void takeObject() throws IOException {
    int depth = 0;
    boolean inString = false;
    boolean escaped = false;
    int next = peek();
    do {
      take();
      document.add(next);
      if (next == '\n') {
        // No JSON string holds a line break: one that seems to was never closed.
        inString = false;
        escaped = false;
      } else if (inString) {
        inString = escaped || next != '"';
        escaped = !escaped && next == '\\';
      } else if (next == '"') {
        inString = true;
      } else {
        depth += depthChange(next);
      }
      next = depth == 0 ? -1 : peek();
    } while (next >= 0 && !(next == '{' && atLineStart));
  }

  private static int depthChange(int next) {
    return switch (next) {
      case '{', '[' -> 1;
      case '}', ']' -> -1;
      default -> 0;
    };
  }

  private void takeLine() throws IOException {
    for (int next = peek(); next >= 0 && next != '\n'; next = peek()) {
      take();
      document.add(next);
    }
  }

  /** Returns the next byte without taking it, or -1 at the end. */
  private int peek() throws IOException {
    if (position == limit) {
      position = 0;
      limit = Math.max(0, in.read(buffer, 0, BUFFER_SIZE));
    }
    return position < limit ? buffer[position] & 0xFF : -1;
  }

  /** Takes what is left before {@code end}, which is inside a line, and returns where it began. */
  private int takeTo(int end) {
    int from = position;
    position = end;
    atLineStart = false;
    return from;
  }

  private void take() {
    atLineStart = buffer[position++] == '\n';
    if (atLineStart) {
      line++;
    }
  }
}
