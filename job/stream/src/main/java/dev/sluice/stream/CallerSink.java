package dev.sluice.stream;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/**
 * Hands what it gets to a consumer in this JVM, at once and at least once: a recovery may repeat
 * it.
 *
 * <p>The consumer cannot travel with the graph; its number does, and the map below has it. Calls
 * come from the threads of all subtasks.
 */
final class CallerSink<T> implements Sink<T> {
  private static final long serialVersionUID = 1;
  private static final Map<String, Consumer<?>> CALLERS = new ConcurrentHashMap<>();

  private final String id;
  private final Class<T> type;

  private CallerSink(String id, Class<T> type) {
    this.id = id;
    this.type = type;
  }

  /** Registers {@code consumer} until {@link #release}. */
  static <T> CallerSink<T> to(String id, Class<T> type, Consumer<T> consumer) {
    if (CALLERS.putIfAbsent(id, consumer) != null) {
      throw new IllegalStateException("a caller is registered as " + id);
    }
    return new CallerSink<>(id, type);
  }

  /** Forgets the consumer; what comes later is an error of the graph and throws. */
  void release() {
    CALLERS.remove(id);
  }

  @Override
  public SinkWriter<T> createWriter(WriterInitContext context) {
    return new Writer<>(this);
  }

  @SuppressWarnings("unchecked")
  private Consumer<T> caller() {
    Consumer<?> caller = CALLERS.get(id);
    if (caller == null) {
      throw new IllegalStateException("no caller of " + type + " is registered as " + id);
    }
    return (Consumer<T>) caller;
  }

  private record Writer<T>(CallerSink<T> sink) implements SinkWriter<T> {
    @Override
    public void write(T element, Context context) {
      sink.caller().accept(element);
    }

    @Override
    public void flush(boolean endOfInput) {}

    @Override
    public void close() {}
  }
}
