package dev.sluice.engine;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * Choices of a fuzzer for what else draws at random. When its input is used up luck goes on, by a
 * fixed seed, so that whoever draws until it comes out right comes to an end. For one thread.
 */
public final class FuzzedChoices implements RandomGenerator {
  private static final long SEED = 20_261_123;

  private final FuzzedDataProvider input;
  private final SplittableRandom luck = new SplittableRandom(SEED);

  public FuzzedChoices(FuzzedDataProvider input) {
    this.input = input;
  }

  @Override
  public long nextLong() {
    return input.remainingBytes() < Long.BYTES ? luck.nextLong() : input.consumeLong();
  }

  @Override
  public int nextInt() {
    return input.remainingBytes() < Integer.BYTES ? luck.nextInt() : input.consumeInt();
  }

  @Override
  public boolean nextBoolean() {
    return nextInt(2) == 1;
  }

  /** Takes as few bytes of the input as hold the bound. */
  @Override
  public int nextInt(int bound) {
    return nextInt(0, bound);
  }

  @Override
  public int nextInt(int origin, int bound) {
    return input.remainingBytes() < Integer.BYTES
        ? luck.nextInt(origin, bound)
        : input.consumeInt(origin, bound - 1);
  }
}
