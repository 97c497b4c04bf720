package dev.sluice.engine.regex;

import dev.sluice.engine.event.CaseFold;
import dev.sluice.engine.regex.Expression.Choice;
import dev.sluice.engine.regex.Expression.OneOf;
import dev.sluice.engine.regex.Expression.Repeat;
import dev.sluice.engine.regex.Expression.Sequence;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the folded text that an expression matches; cf. RE2's {@code prefilter.cc}.
 *
 * @param all every text that it matches; null when they are too many
 * @param required what each text that it matches contains
 */
record Literals(@Nullable Set<String> all, LiteralSet required) {

  /** Texts that a run of neighbours may stand for. */
  private static final int MAX_ALTERNATIVES = 16;

  private static final int MAX_LENGTH = 64;

  /** Matches nothing but the empty text. */
  private static final Literals NOTHING = ofAll(Set.of(""));

  private static final Literals UNKNOWN = new Literals(null, LiteralSet.UNKNOWN);

  private static Literals ofAll(Set<String> all) {
    return new Literals(all, LiteralSet.of(all));
  }

  static Literals of(Expression expression) {
    if (expression instanceof OneOf one) {
      return of(one.codePoints());
    }
    if (expression instanceof Sequence sequence) {
      Run run = new Run();
      sequence.parts().forEach(run::append);
      return run.end();
    }
    if (expression instanceof Choice choice) {
      return choice.branches().stream().map(Literals::of).reduce(Literals::or).orElse(UNKNOWN);
    }
    if (expression instanceof Repeat repeat) {
      Run run = new Run();
      run.append(repeat);
      return run.end();
    }
    return NOTHING;
  }

  /** Folding unites the cases of a letter, so {@code [Aa]} is one text. */
  private static Literals of(CodePoints set) {
    if (set.size() == 0 || set.size() > 2 * MAX_ALTERNATIVES) {
      return UNKNOWN;
    }
    Set<String> all =
        set.stream()
            .mapToObj(c -> Character.toString(CaseFold.fold(c)))
            .collect(Collectors.toCollection(TreeSet::new));
    return all.size() > MAX_ALTERNATIVES ? UNKNOWN : ofAll(all);
  }

  private Literals or(Literals other) {
    if (all == null || other.all == null || all.size() + other.all.size() > MAX_ALTERNATIVES) {
      return new Literals(null, required.or(other.required));
    }
    Set<String> either = new TreeSet<>(all);
    either.addAll(other.all);
    return ofAll(either);
  }

  /** Returns each of {@code first} followed by each of {@code second}; null when too many. */
  private static @Nullable Set<String> product(Set<String> first, Set<String> second) {
    if (first.size() * second.size() > MAX_ALTERNATIVES) {
      return null;
    }
    Set<String> product = new TreeSet<>();
    for (String start : first) {
      for (String end : second) {
        if (start.length() + end.length() > MAX_LENGTH) {
          return null;
        }
        product.add(start + end);
      }
    }
    return product;
  }

  /** Neighbours that stand for few texts, as a sequence is gone through. */
  private static final class Run {

    /** What the neighbours up to here end with. */
    private Set<String> tail = Set.of("");

    /** The same while there is one text only: {@code user} of {@code \suser}. */
    private String plainTail = "";

    /** Whether the tail is all there is so far. */
    private boolean whole = true;

    private LiteralSet best = LiteralSet.UNKNOWN;

    void append(Expression part) {
      if (part instanceof Repeat repeat) {
        append(repeat);
      } else {
        append(Literals.of(part));
      }
    }

    private void append(Literals part) {
      best = best.better(part.required());
      Set<String> neighbours = part.all();
      extendPlain(neighbours);
      Set<String> longer = neighbours == null ? null : product(tail, neighbours);
      if (longer == null) {
        cut(neighbours == null ? Set.of("") : neighbours);
      } else {
        best = best.better(LiteralSet.of(tail));
        tail = longer;
      }
    }

    private void extendPlain(@Nullable Set<String> neighbours) {
      if (neighbours == null || neighbours.size() != 1) {
        plainTail = "";
      } else if (plainTail.length() < MAX_LENGTH) {
        plainTail += neighbours.iterator().next();
        best = best.better(LiteralSet.of(Set.of(plainTail)));
      }
    }

    /** {@code x+y} contains {@code xy} and what is before {@code x+} is followed by x. */
    private void append(Repeat repeat) {
      Literals body = Literals.of(repeat.body());
      if (repeat.least() == 0) {
        optional(repeat, body);
        return;
      }
      for (int i = 0; i < Math.min(repeat.least(), MAX_LENGTH); i++) {
        append(body);
      }
      if (repeat.most() != repeat.least() || repeat.least() > MAX_LENGTH) {
        Set<String> last = body.all();
        cut(last == null ? Set.of("") : last);
        plainTail = "";
        extendPlain(last);
      }
    }

    private void optional(Repeat repeat, Literals body) {
      Set<String> once = body.all();
      if (repeat.most() == 1 && once != null) {
        Set<String> either = new TreeSet<>(once);
        either.add("");
        append(ofAll(either));
      } else {
        append(UNKNOWN);
      }
    }

    /** Ends the run; the next one begins with {@code start}. */
    private void cut(Set<String> start) {
      best = best.better(LiteralSet.of(tail));
      tail = start;
      whole = false;
    }

    Literals end() {
      LiteralSet required = best.better(LiteralSet.of(tail));
      return new Literals(whole ? tail : null, required);
    }
  }
}
