package dev.sluice.engine.correlate;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;

/** Columns of numbers as few bytes: one that is the same throughout is written once. */
final class Columns {
  private static final int SAME = 0;
  private static final int EACH = 1;
  private static final int LONG_DIGITS = 18;

  private Columns() {}

  static <T> StateWriter writeInts(List<T> rows, ToIntFunction<T> number) {
    int[] numbers = rows.stream().mapToInt(number).toArray();
    StateWriter writer = new StateWriter();
    boolean same = true;
    for (int one : numbers) {
      same &= one == numbers[0];
    }
    writer.writeByte(same ? SAME : EACH);
    for (int i = 0; i < (same ? Math.min(1, numbers.length) : numbers.length); i++) {
      writer.writeSigned(numbers[i]);
    }
    return writer;
  }

  static int[] readInts(StateReader reader, int size) {
    int[] numbers = new int[size];
    boolean same = reader.readByte() == SAME;
    for (int i = 0; i < size; i++) {
      numbers[i] = same && i > 0 ? numbers[0] : (int) reader.readSigned();
    }
    return numbers;
  }

  /** Writes numbers that never get less. */
  static <T> StateWriter writeAscending(List<T> rows, ToLongFunction<T> number) {
    StateWriter writer = new StateWriter();
    long previous = 0;
    for (int i = 0; i < rows.size(); i++) {
      long next = number.applyAsLong(rows.get(i));
      if (i == 0) {
        writer.writeSigned(next);
      } else {
        writer.writeLong(next - previous);
      }
      previous = next;
    }
    return writer;
  }

  static long[] readAscending(StateReader reader, int size) {
    long[] numbers = new long[size];
    for (int i = 0; i < size; i++) {
      numbers[i] = i == 0 ? reader.readSigned() : numbers[i - 1] + reader.readLong();
    }
    return numbers;
  }

  /** Writes numbers of which each is often near the one before. */
  static <T> StateWriter writeNear(List<T> rows, ToLongFunction<T> number) {
    StateWriter writer = new StateWriter();
    long previous = 0;
    for (T row : rows) {
      long next = number.applyAsLong(row);
      writer.writeSigned(next - previous);
      previous = next;
    }
    return writer;
  }

  static long[] readNear(StateReader reader, int size) {
    long[] numbers = new long[size];
    long previous = 0;
    for (int i = 0; i < size; i++) {
      previous += reader.readSigned();
      numbers[i] = previous;
    }
    return numbers;
  }

  /** Writes the numbers of signals: as longs when all of them fit one scale. */
  static StateWriter writeNumbers(List<Kept> rows) {
    StateWriter writer = new StateWriter();
    int scale = rows.isEmpty() ? 0 : rows.get(0).number().scale();
    boolean same =
        rows.stream()
            .map(Kept::number)
            .allMatch(one -> one.scale() == scale && one.precision() <= LONG_DIGITS);
    writer.writeByte(same ? SAME : EACH);
    writer.writeSigned(scale);
    for (Kept row : rows) {
      BigInteger unscaled = row.number().unscaledValue();
      if (same) {
        writer.writeSigned(unscaled.longValue());
      } else {
        byte[] digits = unscaled.toByteArray();
        writer.writeSigned(row.number().scale());
        writer.writeBytes(digits, 0, digits.length);
      }
    }
    return writer;
  }

  static BigDecimal[] readNumbers(StateReader reader, int size) {
    boolean same = reader.readByte() == SAME;
    int scale = (int) reader.readSigned();
    BigDecimal[] numbers = new BigDecimal[size];
    for (int i = 0; i < size; i++) {
      if (same) {
        numbers[i] = BigDecimal.valueOf(reader.readSigned(), scale);
      } else {
        int own = (int) reader.readSigned();
        numbers[i] = new BigDecimal(new BigInteger(reader.readBytes()), own);
      }
    }
    return numbers;
  }
}
