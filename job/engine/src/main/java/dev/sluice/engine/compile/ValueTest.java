package dev.sluice.engine.compile;

import dev.sluice.engine.event.Value;

/** A test of one value of an event: pure and immutable. Null and composite values pass none. */
public sealed interface ValueTest
    permits TextTest, GlobTest, RegexTest, NetworkTest, NumberTest, BooleanTest, TimeTest {

  /** Whether {@code value} passes. */
  boolean test(Value value);

  /** The relation in words of Sigma. */
  String operator();

  /** The right side, as an author would write it. */
  String text();
}
