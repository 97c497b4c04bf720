package dev.sluice.catalog;

import dev.sluice.engine.compile.Leaf;
import dev.sluice.engine.compile.Predicate;
import dev.sluice.engine.event.Value;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.TreeSet;

/**
 * What can be said of a predicate when nothing is known of an event but that it lacks some fields
 * and that others have one value. Each other test may go either way.
 */
final class EventSight {

  private final EventFields.Known known;

  EventSight(EventFields.Known known) {
    this.known = known;
  }

  /** Returns false when no such event satisfies {@code predicate}. */
  boolean mayHold(Predicate predicate) {
    if (predicate instanceof Predicate.And and) {
      return and.terms().stream().allMatch(this::mayHold);
    }
    if (predicate instanceof Predicate.Or or) {
      return or.terms().stream().anyMatch(this::mayHold);
    }
    if (predicate instanceof Predicate.Not not) {
      return !mustHold(not.term());
    }
    if (predicate instanceof Predicate.Selection selection) {
      return mayHold(selection.body());
    }
    return !(predicate instanceof Leaf leaf && isFalse(leaf));
  }

  private boolean mustHold(Predicate predicate) {
    if (predicate instanceof Predicate.And and) {
      return and.terms().stream().allMatch(this::mustHold);
    }
    if (predicate instanceof Predicate.Or or) {
      return or.terms().stream().anyMatch(this::mustHold);
    }
    if (predicate instanceof Predicate.Not not) {
      return !mayHold(not.term());
    }
    if (predicate instanceof Predicate.Selection selection) {
      return mustHold(selection.body());
    }
    return predicate instanceof Leaf leaf && isTrue(leaf);
  }

  /** The search identifiers outside of {@code not} that no such event satisfies. */
  Set<Predicate.Selection> unable(Predicate predicate) {
    Set<Predicate.Selection> found = new LinkedHashSet<>();
    unable(predicate, found);
    return found;
  }

  private void unable(Predicate predicate, Set<Predicate.Selection> found) {
    if (predicate instanceof Predicate.Selection selection) {
      if (!mayHold(selection.body())) {
        found.add(selection);
      }
    } else if (predicate instanceof Predicate.And and) {
      and.terms().forEach(term -> unable(term, found));
    } else if (predicate instanceof Predicate.Or or) {
      or.terms().forEach(term -> unable(term, found));
    }
  }

  /** The fields for which {@code predicate}, which cannot hold, cannot. */
  Set<String> inTheWay(Predicate predicate) {
    Set<String> fields = new TreeSet<>();
    inTheWay(predicate, fields);
    return fields;
  }

  private void inTheWay(Predicate predicate, Set<String> fields) {
    if (mayHold(predicate)) {
      return;
    }
    if (predicate instanceof Predicate.And and) {
      and.terms().forEach(term -> inTheWay(term, fields));
    } else if (predicate instanceof Predicate.Or or) {
      or.terms().forEach(term -> inTheWay(term, fields));
    } else if (predicate instanceof Predicate.Not not) {
      DetectionTree.leaves(not.term(), leaf -> fields.add(leaf.field()));
    } else if (predicate instanceof Predicate.Selection selection) {
      inTheWay(selection.body(), fields);
    } else if (predicate instanceof Leaf leaf) {
      fields.add(leaf.field());
    }
  }

  private boolean isFalse(Leaf leaf) {
    if (leaf instanceof Leaf.FieldExists exists) {
      return exists.expected() && lacks(exists.field());
    }
    if (leaf instanceof Leaf.FieldRelation relation) {
      return lacks(relation.field()) || lacks(relation.other());
    }
    if (leaf instanceof Leaf.FieldMatches matches) {
      return lacks(matches.field()) || isOther(matches);
    }
    return false;
  }

  private boolean isOther(Leaf.FieldMatches matches) {
    Value value = known.constants().get(matches.field());
    return value != null && !matches.valueTest().test(value);
  }

  private boolean isTrue(Leaf leaf) {
    if (leaf instanceof Leaf.FieldExists exists) {
      return !exists.expected() && lacks(exists.field());
    }
    return leaf instanceof Leaf.FieldIsNull isNull && lacks(isNull.field());
  }

  private boolean lacks(String field) {
    return known.lacks().contains(field);
  }
}
