package dev.sluice.engine.correlate;

import dev.sluice.engine.event.Origin;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Signals as bytes, a column after the other, so that what a window asks of every signal is read
 * without the rest: texts (each once), times, inputs, numbers, tuples, and where each came from.
 */
final class RowBlock {
  private final WindowPlan plan;
  private final byte[] bytes;
  private final int start;
  private final int end;
  private final int size;
  private final Map<Column, Integer> columns = new EnumMap<>(Column.class);
  private long @Nullable [] times;
  private int @Nullable [] inputs;
  private BigDecimal @Nullable [] numbers;
  private @Nullable List<Kept> rows;

  private RowBlock(WindowPlan plan, byte[] bytes, StateReader reader) {
    this.plan = plan;
    this.bytes = bytes;
    this.start = reader.at();
    this.size = reader.readInt();
    for (Column column : Column.values()) {
      int length = reader.readInt();
      columns.put(column, reader.at());
      reader.skip(length);
    }
    this.end = reader.at();
  }

  private enum Column {
    TEXTS,
    TIMES,
    INPUTS,
    NUMBERS,
    TUPLES,
    NAMES,
    PARTITIONS,
    POSITIONS,
    HOSTS,
    ALERTS
  }

  static RowBlock read(WindowPlan plan, byte[] bytes, StateReader reader) {
    return new RowBlock(plan, bytes, reader);
  }

  static RowBlock of(WindowPlan plan, List<Kept> rows) {
    StateWriter writer = new StateWriter();
    write(plan, rows, writer);
    byte[] bytes = writer.toBytes();
    RowBlock block = new RowBlock(plan, bytes, new StateReader(bytes, 0));
    block.rows = rows;
    return block;
  }

  void writeTo(StateWriter writer) {
    writer.writeRest(bytes, start, end - start);
  }

  int size() {
    return size;
  }

  long time(int place) {
    if (times == null) {
      times = Columns.readAscending(column(Column.TIMES), size);
    }
    return times[place];
  }

  int input(int place) {
    if (inputs == null) {
      inputs = Columns.readInts(column(Column.INPUTS), size);
    }
    return inputs[place];
  }

  BigDecimal number(int place) {
    if (!plan.isNumeric()) {
      return BigDecimal.ZERO;
    }
    if (numbers == null) {
      numbers = Columns.readNumbers(column(Column.NUMBERS), size);
    }
    return numbers[place];
  }

  private StateReader column(Column column) {
    return new StateReader(bytes, Objects.requireNonNull(columns.get(column)));
  }

  /** The signals in order, read whole. */
  List<Kept> rows() {
    if (rows == null) {
      rows = readRows();
    }
    return rows;
  }

  private List<Kept> readRows() {
    List<@Nullable String> texts = Texts.read(column(Column.TEXTS));
    int[] names = Columns.readInts(column(Column.NAMES), size);
    int[] partitions = Columns.readInts(column(Column.PARTITIONS), size);
    int[] hosts = Columns.readInts(column(Column.HOSTS), size);
    int[] alerts = Columns.readInts(column(Column.ALERTS), size);
    long[] positions = Columns.readNear(column(Column.POSITIONS), size);
    List<List<String>> tuples = tuples(texts);
    List<Kept> all = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      Origin origin = new Origin(Texts.some(texts, names[i]), partitions[i], positions[i]);
      Contribution from =
          new Contribution(time(i), origin, texts.get(hosts[i]), input(i), texts.get(alerts[i]));
      all.add(new Kept(from, tuples.get(tuples.size() == 1 ? 0 : i), number(i)));
    }
    return all;
  }

  /** One tuple for each signal, or for all when they have none. */
  private List<List<String>> tuples(List<@Nullable String> texts) {
    if (!plan.hasTuples()) {
      return List.of(List.of());
    }
    int width = plan.definition().valueFields().size();
    int[] values = Columns.readInts(column(Column.TUPLES), size * width);
    List<List<String>> tuples = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      List<String> tuple = new ArrayList<>(width);
      for (int k = 0; k < width; k++) {
        tuple.add(Texts.some(texts, values[i * width + k]));
      }
      tuples.add(List.copyOf(tuple));
    }
    return tuples;
  }

  private static void write(WindowPlan plan, List<Kept> rows, StateWriter writer) {
    Texts.Writer texts = new Texts.Writer();
    StateWriter names = Columns.writeInts(rows, row -> texts.place(row.from().origin().name()));
    StateWriter hosts = Columns.writeInts(rows, row -> texts.place(row.from().host()));
    StateWriter alerts = Columns.writeInts(rows, row -> texts.place(row.from().alertId()));
    List<String> values = new ArrayList<>();
    rows.forEach(row -> values.addAll(row.tuple()));
    StateWriter tuples = Columns.writeInts(values, texts::place);
    writer.writeLong(rows.size());
    writer.writeAll(texts.written());
    writer.writeAll(Columns.writeAscending(rows, Kept::timeMillis));
    writer.writeAll(Columns.writeInts(rows, row -> row.from().input()));
    writer.writeAll(plan.isNumeric() ? Columns.writeNumbers(rows) : new StateWriter());
    writer.writeAll(tuples);
    writer.writeAll(names);
    writer.writeAll(Columns.writeInts(rows, row -> row.from().origin().partition()));
    writer.writeAll(Columns.writeNear(rows, row -> row.from().origin().position()));
    writer.writeAll(hosts);
    writer.writeAll(alerts);
  }
}
