/**
 * The whole system on a cluster of processes: {@code deploy/local/e2e} starts {@link
 * dev.sluice.bench.e2e.EndToEnd}.
 *
 * <p>A {@code Scenario} produces events, pushes rules and makes things fail; afterwards {@code
 * Comparison} holds what readers of committed records have seen against what the engine alone says
 * of each event.
 *
 * <p>Invariant: what is expected is never taken from the job; of the job's own modules only the
 * form of control and status records is used.
 */
@NullMarked
package dev.sluice.bench.e2e;

import org.jspecify.annotations.NullMarked;
