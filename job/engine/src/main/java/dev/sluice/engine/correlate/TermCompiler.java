package dev.sluice.engine.correlate;

import dev.sluice.engine.sigma.Condition;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/** Makes of a condition over rules alternatives, one of which must hold. */
final class TermCompiler {
  /** More would make every event cost more than rules that were written by hand. */
  static final int MAX_TERMS = 256;

  private static final Comparator<CorrelationDefinition.Term> ORDER =
      Comparator.comparing(CorrelationDefinition.Term::present, TermCompiler::compare)
          .thenComparing(CorrelationDefinition.Term::absent, TermCompiler::compare);

  private final ToIntFunction<String> inputOf;

  /**
   * @param inputOf place of a rule in the correlation, by the name it has in the condition
   */
  TermCompiler(ToIntFunction<String> inputOf) {
    this.inputOf = inputOf;
  }

  /** Inputs that must have fired, and that must not have. */
  private record Literals(BitSet present, BitSet absent) {
    Literals and(Literals other) {
      BitSet bothPresent = (BitSet) present.clone();
      bothPresent.or(other.present);
      BitSet bothAbsent = (BitSet) absent.clone();
      bothAbsent.or(other.absent);
      return new Literals(bothPresent, bothAbsent);
    }

    boolean isPossible() {
      return !present.intersects(absent);
    }

    /** Whether it holds whenever {@code other} does. */
    boolean follows(Literals other) {
      return isWithin(present, other.present) && isWithin(absent, other.absent);
    }

    private static boolean isWithin(BitSet set, BitSet other) {
      BitSet more = (BitSet) set.clone();
      more.andNot(other);
      return more.isEmpty();
    }

    CorrelationDefinition.Term term() {
      return new CorrelationDefinition.Term(
          present.stream().boxed().toList(), absent.stream().boxed().toList());
    }
  }

  /** The alternatives, in one order whatever the text; null when they are too many. */
  @Nullable List<CorrelationDefinition.Term> compile(Condition condition) {
    List<Literals> terms = terms(condition, false);
    return terms == null ? null : terms.stream().map(Literals::term).sorted(ORDER).toList();
  }

  private @Nullable List<Literals> terms(Condition condition, boolean negated) {
    if (condition instanceof Condition.Identifier identifier) {
      return List.of(literal(identifier.name(), negated));
    } else if (condition instanceof Condition.Not not) {
      return terms(not.term(), !negated);
    } else if (condition instanceof Condition.And and) {
      return terms(and.terms(), !negated, negated);
    } else if (condition instanceof Condition.Or or) {
      return terms(or.terms(), negated, negated);
    } else if (condition instanceof Condition.Selector selector) {
      List<Condition> names =
          selector.names().stream().<Condition>map(Condition.Identifier::new).toList();
      return terms(names, selector.all() != negated, negated);
    }
    throw new IllegalStateException("unknown condition " + condition.getClass());
  }

  private Literals literal(String name, boolean negated) {
    BitSet one = new BitSet();
    one.set(inputOf.applyAsInt(name));
    return negated ? new Literals(new BitSet(), one) : new Literals(one, new BitSet());
  }

  private @Nullable List<Literals> terms(List<Condition> parts, boolean all, boolean negated) {
    List<Literals> result =
        all ? List.of(new Literals(new BitSet(), new BitSet())) : new ArrayList<>();
    for (Condition part : parts) {
      List<Literals> next = terms(part, negated);
      if (next == null) {
        return null;
      }
      result = all ? product(result, next) : shortest(result, next);
      if (result == null) {
        return null;
      }
    }
    return result;
  }

  private static @Nullable List<Literals> product(List<Literals> left, List<Literals> right) {
    List<Literals> both = new ArrayList<>();
    for (Literals one : left) {
      for (Literals other : right) {
        Literals joined = one.and(other);
        if (joined.isPossible()) {
          both.add(joined);
        }
      }
    }
    return shortest(List.of(), both);
  }

  /** All of both, without those that say no more than another; null when they are too many. */
  private static @Nullable List<Literals> shortest(List<Literals> left, List<Literals> right) {
    List<Literals> kept = new ArrayList<>(left);
    for (Literals one : right) {
      if (kept.stream().noneMatch(other -> other.follows(one))) {
        kept.removeIf(one::follows);
        kept.add(one);
      }
      if (kept.size() > MAX_TERMS) {
        return null;
      }
    }
    return kept;
  }

  private static int compare(List<Integer> left, List<Integer> right) {
    for (int i = 0; i < Math.min(left.size(), right.size()); i++) {
      int order = left.get(i).compareTo(right.get(i));
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(left.size(), right.size());
  }
}
