package dev.sluice.stream;

import java.io.IOException;
import java.io.PrintStream;
import org.apache.flink.api.common.serialization.Encoder;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/** Writes lines to a standard stream of the JVM a subtask runs in: at once, at least once. */
final class StandardSink<T> implements Sink<T> {
  private static final long serialVersionUID = 1;

  private final Encoder<T> lines;
  private final boolean error;

  private StandardSink(Encoder<T> lines, boolean error) {
    this.lines = lines;
    this.error = error;
  }

  /** For data. */
  static <T> StandardSink<T> output(Encoder<T> lines) {
    return new StandardSink<>(lines, false);
  }

  /** For everything else. */
  static <T> StandardSink<T> error(Encoder<T> lines) {
    return new StandardSink<>(lines, true);
  }

  @Override
  public SinkWriter<T> createWriter(WriterInitContext context) {
    return new Writer<>(lines, error ? System.err : System.out);
  }

  private record Writer<T>(Encoder<T> lines, PrintStream stream) implements SinkWriter<T> {
    @Override
    public void write(T element, Context context) throws IOException {
      synchronized (stream) {
        lines.encode(element, stream);
      }
    }

    @Override
    public void flush(boolean endOfInput) {
      stream.flush();
    }

    @Override
    public void close() {}
  }
}
