package dev.sluice.bench;

import dev.sluice.engine.match.Judge;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A judge, and how many rules it has evaluated so far.
 *
 * @param candidates the count since the judge was made; null when it does not count
 */
public record CountedJudge(Judge judge, @Nullable LongSupplier candidates) {}
