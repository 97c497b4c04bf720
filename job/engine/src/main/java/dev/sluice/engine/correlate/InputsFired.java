package dev.sluice.engine.correlate;

import dev.sluice.engine.correlate.CorrelationDefinition.Term;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Which inputs have fired. Cost of a signal: constant; of a judgement: linear in the inputs. */
final class InputsFired implements Accumulator {
  private final CorrelationDefinition definition;
  private final Counts counts;
  private final int[] signals;
  private final @Nullable Contribution[] newest;
  private int fired;

  InputsFired(WindowPlan plan) {
    definition = plan.definition();
    counts = new Counts(definition);
    signals = new int[definition.inputs().size()];
    newest = new @Nullable Contribution[signals.length];
  }

  @Override
  public void added(Part part, int place) {
    Contribution from = part.row(place).from();
    newest[from.input()] = from;
    if (signals[from.input()]++ == 0) {
      fired++;
    }
  }

  @Override
  public void evicted(Part part, int place) {
    if (--signals[part.input(place)] == 0) {
      fired--;
    }
  }

  @Override
  public boolean holds() {
    return definition.terms().isEmpty() ? counts.satisfies(fired) : holding() != null;
  }

  /** The first term that holds. */
  private @Nullable Term holding() {
    for (Term term : definition.terms()) {
      if (term.present().stream().allMatch(this::hasFired)
          && term.absent().stream().noneMatch(this::hasFired)) {
        return term;
      }
    }
    return null;
  }

  private boolean hasFired(int input) {
    return signals[input] > 0;
  }

  @Override
  public Outcome outcome() {
    Term term = holding();
    List<Integer> inputs =
        term == null || term.present().isEmpty()
            ? IntStream.range(0, signals.length).filter(this::hasFired).boxed().toList()
            : term.present();
    List<Contribution> contributions = new ArrayList<>();
    inputs.forEach(input -> contributions.add(Objects.requireNonNull(newest[input])));
    return Outcome.of(contributions.size(), false, contributions);
  }
}
