package dev.sluice.catalog.data;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A detection as a tree.
 *
 * @param parts of what has some; empty for a test
 * @param test null but for a test
 */
public record Part(Op op, List<Part> parts, @Nullable FieldTest test) {

  public Part {
    parts = List.copyOf(parts);
  }

  /** How a part is made. */
  public enum Op {
    /** Every part must be true. */
    ALL,
    /** One part must be true; none is when there is no part. */
    ANY,
    /** The one part must be false. */
    NOT,
    /** A field is tested. */
    TEST
  }

  /** A test. */
  public static Part of(FieldTest test) {
    return new Part(Op.TEST, List.of(), test);
  }
}
