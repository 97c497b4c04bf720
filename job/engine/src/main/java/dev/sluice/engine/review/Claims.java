package dev.sluice.engine.review;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Claims of which no two are seen to contradict each other. What was added last goes first. */
final class Claims {

  /** What two claims cost to be held against each other is what a search is bounded by. */
  private static final int MAX_COMPARISONS = 20_000_000;

  private final List<Claim> all = new ArrayList<>();
  private final Map<String, List<Claim>> byField = new HashMap<>();
  private int comparisons;

  /** Adds {@code claim}, unless it contradicts one that is there; returns whether it does not. */
  boolean add(Claim claim) {
    List<Claim> beside = beside(claim);
    for (Claim other : beside) {
      comparisons++;
      if (claim.contradicts(other)) {
        return false;
      }
    }
    beside.add(claim);
    all.add(claim);
    return true;
  }

  /** Whether {@code claim} could be added. */
  boolean allows(Claim claim) {
    for (Claim other : beside(claim)) {
      comparisons++;
      if (claim.contradicts(other)) {
        return false;
      }
    }
    return true;
  }

  /** Whether some claim that is there says {@code claim}. */
  boolean imply(Claim claim) {
    for (Claim other : beside(claim)) {
      comparisons++;
      if (other.implies(claim)) {
        return true;
      }
    }
    return false;
  }

  int size() {
    return all.size();
  }

  /** Takes back what was added after there were {@code size}. */
  void shrinkTo(int size) {
    while (all.size() > size) {
      Claim last = all.remove(all.size() - 1);
      List<Claim> beside = beside(last);
      beside.remove(beside.size() - 1);
    }
  }

  List<Claim> all() {
    return List.copyOf(all);
  }

  /** Whether so much was compared that a search had better end. */
  boolean exhausted() {
    return comparisons > MAX_COMPARISONS;
  }

  private List<Claim> beside(Claim claim) {
    return byField.computeIfAbsent(claim.field(), field -> new ArrayList<>());
  }
}
