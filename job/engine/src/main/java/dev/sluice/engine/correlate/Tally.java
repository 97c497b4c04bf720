package dev.sluice.engine.correlate;

import dev.sluice.engine.sigma.Comparison;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** What is known of some numbers without looking at each. For one thread. */
final class Tally {
  private final @Nullable Comparison bound;
  private BigDecimal sum = BigDecimal.ZERO;
  private int failing;

  /** Of no numbers; {@code bound} tells those that fail it from the others, null when none does. */
  Tally(@Nullable Comparison bound) {
    this.bound = bound;
  }

  /** Of the numbers of a plan: a bound matters where it is compared with single numbers. */
  static Tally of(WindowPlan plan) {
    return new Tally(plan.isNumeric() && !plan.definition().atEnd() ? plan.strongest() : null);
  }

  BigDecimal sum() {
    return sum;
  }

  /** How many do not satisfy the bound. */
  int failing() {
    return failing;
  }

  void add(BigDecimal number) {
    sum = sum.add(number);
    failing += fails(number);
  }

  void remove(BigDecimal number) {
    sum = sum.subtract(number);
    failing -= fails(number);
  }

  void addAll(Tally other) {
    sum = sum.add(other.sum);
    failing += other.failing;
  }

  void removeAll(Tally other) {
    sum = sum.subtract(other.sum);
    failing -= other.failing;
  }

  private int fails(BigDecimal number) {
    return bound == null || bound.test(number) ? 0 : 1;
  }

  void writeTo(StateWriter writer) {
    byte[] unscaled = sum.unscaledValue().toByteArray();
    writer.writeSigned(sum.scale());
    writer.writeBytes(unscaled, 0, unscaled.length);
    writer.writeLong(failing);
  }

  void readFrom(StateReader reader) {
    int scale = (int) reader.readSigned();
    sum = new BigDecimal(new java.math.BigInteger(reader.readBytes()), scale);
    failing = reader.readInt();
  }
}
