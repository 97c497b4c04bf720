package dev.sluice.engine.correlate;

import dev.sluice.engine.correlate.CorrelationDefinition.Term;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * Which inputs have fired one after the other, in the order of the text. Cost of a signal: the
 * square of the number of inputs, for each term; of an outcome: the window times the inputs.
 */
final class InputsInOrder implements Accumulator {
  private final CorrelationDefinition definition;
  private final RowQueue queue;
  private final Counts counts;
  private final int[] signals;
  private final List<Chain> chains = new ArrayList<>();

  /** How many signals there were, which is also the ordinal of the next. */
  private long added;

  InputsInOrder(WindowPlan plan, RowQueue queue) {
    this.definition = plan.definition();
    this.queue = queue;
    this.counts = new Counts(definition);
    this.signals = new int[definition.inputs().size()];
    if (definition.terms().isEmpty()) {
      chains.add(new Chain(IntStream.range(0, signals.length).boxed().toList(), List.of()));
    }
    for (Term term : definition.terms()) {
      chains.add(new Chain(term.present(), term.absent()));
    }
  }

  /** Inputs that are to fire in order. */
  private final class Chain {
    private final List<Integer> inputs;
    private final List<Integer> absent;
    private ChainTable table;
    private final int[] rankOf;

    private Chain(List<Integer> inputs, List<Integer> absent) {
      this.inputs = inputs;
      this.absent = absent;
      this.table = new ChainTable(inputs.size());
      this.rankOf = IntStream.range(0, signals.length).map(inputs::indexOf).toArray();
    }

    private void add(int input, long timeMillis) {
      int rank = rankOf[input];
      if (rank >= 0) {
        table.add(rank, added, timeMillis);
      }
    }

    private int longest() {
      return table.longest(queue.evicted());
    }

    private boolean isTrue() {
      return longest() == inputs.size() && absent.stream().noneMatch(input -> signals[input] > 0);
    }
  }

  @Override
  public void added(Part part, int place) {
    int input = part.input(place);
    signals[input]++;
    for (Chain chain : chains) {
      chain.add(input, part.time(place));
    }
    added++;
  }

  /**
   * A chain within the newest parts is known for good once every kind of chain is among them: what
   * is older is not looked at. Only windows that are judged at their end ask what is absent.
   */
  @Override
  public void loaded(List<Part> parts) {
    long all = parts.stream().mapToLong(Part::size).sum();
    int first = definition.atEnd() ? 0 : parts.size();
    do {
      first = Math.max(0, Math.min(first - 1, 2 * first - parts.size()));
      added = all - parts.subList(first, parts.size()).stream().mapToLong(Part::size).sum();
      chains.forEach(chain -> chain.table = new ChainTable(chain.inputs.size()));
      Accumulator.super.loaded(parts.subList(first, parts.size()));
    } while (first > 0 && !chains.stream().allMatch(chain -> chain.table.isFull()));
  }

  /** Nothing is counted of a window that signals leave. */
  @Override
  public void evicted(Part part, int place) {}

  @Override
  public void evictedAll(Part part) {}

  @Override
  public boolean holds() {
    return definition.terms().isEmpty()
        ? counts.satisfies(chains.get(0).longest())
        : chains.stream().anyMatch(Chain::isTrue);
  }

  @Override
  public Outcome outcome() {
    Chain holding =
        definition.terms().isEmpty()
            ? chains.get(0)
            : chains.stream().filter(Chain::isTrue).findFirst().orElseThrow();
    List<Contribution> contributions =
        holding.inputs.isEmpty()
            ? newestOfEach()
            : new ChainSearch(queue, input -> holding.rankOf[input], holding.inputs.size()).chain();
    return Outcome.of(contributions.size(), false, contributions);
  }

  /** Of each input its newest signal: nothing but what must not fire is asked for. */
  private List<Contribution> newestOfEach() {
    Contribution[] newest = new Contribution[signals.length];
    queue.forEach((part, place) -> newest[part.input(place)] = part.row(place).from());
    return Arrays.stream(newest).filter(Objects::nonNull).toList();
  }
}
