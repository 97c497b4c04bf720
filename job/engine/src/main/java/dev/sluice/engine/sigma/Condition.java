package dev.sluice.engine.sigma;

import java.util.List;

/** A condition over search identifiers, with selectors resolved (specification, Condition). */
public sealed interface Condition {

  /** The search identifiers that are named, in order; a name may come twice. */
  List<String> names();

  /**
   * Whether the condition is made of {@code not} at its top: it names what is left out, not what is
   * kept.
   */
  default boolean isNegated() {
    return false;
  }

  /** True when both are. */
  record And(List<Condition> terms) implements Condition {
    public And {
      terms = List.copyOf(terms);
    }

    @Override
    public List<String> names() {
      return terms.stream().flatMap(term -> term.names().stream()).toList();
    }

    @Override
    public boolean isNegated() {
      return terms.stream().allMatch(Condition::isNegated);
    }
  }

  /** True when one is. */
  record Or(List<Condition> terms) implements Condition {
    public Or {
      terms = List.copyOf(terms);
    }

    @Override
    public List<String> names() {
      return terms.stream().flatMap(term -> term.names().stream()).toList();
    }

    @Override
    public boolean isNegated() {
      return !terms.isEmpty() && terms.stream().allMatch(Condition::isNegated);
    }
  }

  /** True when {@code term} is not. */
  record Not(Condition term) implements Condition {
    @Override
    public List<String> names() {
      return term.names();
    }

    @Override
    public boolean isNegated() {
      return !term.isNegated();
    }
  }

  /** True when the search identifier {@code name} is. */
  record Identifier(String name) implements Condition {
    @Override
    public List<String> names() {
      return List.of(name);
    }
  }

  /**
   * {@code 1 of x*}, {@code any of them}, {@code all of them}.
   *
   * @param all every one of {@code names} must be true, else one of them
   * @param pattern as written
   * @param names the search identifiers that the pattern names, in the order of the rule; never
   *     empty
   */
  record Selector(boolean all, String pattern, List<String> names) implements Condition {
    public Selector {
      names = List.copyOf(names);
    }
  }
}
