package dev.sluice.cli;

import dev.sluice.stream.control.StatusOrigin;
import dev.sluice.stream.control.StatusRecord;
import dev.sluice.stream.control.StatusRecord.Kind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Which subtasks judge by which manifest, as they said themselves. Not thread-safe.
 *
 * <p>All that read rules must have spoken before anything is in force; other operators count when
 * they speak. Only what was said in the current attempt of the job counts. The current one is that
 * which spoke first last: what an earlier attempt still had to say when a later one had begun to
 * speak changes nothing.
 */
final class Acknowledgements {

  private final Set<String> incarnations = new HashSet<>();
  private final Map<String, Operator> operators = new TreeMap<>();
  private String incarnation = "";
  private String lastAt = "";

  /** What the subtasks of one operator said last. */
  private static final class Operator {
    private final Map<Integer, Acknowledged> subtasks = new TreeMap<>();
    private int parallelism;
  }

  /**
   * What one subtask judges by.
   *
   * @param isDurable whether a completed checkpoint holds it
   */
  private record Acknowledged(String hash, boolean isDurable) {
    Acknowledged and(StatusRecord record) {
      boolean same = hash.equals(record.hash());
      return new Acknowledged(record.hash(), record.kind() == Kind.DURABLE || (same && isDurable));
    }
  }

  /**
   * The subtasks of one operator, counted for one manifest.
   *
   * @param active subtasks that judge by it
   * @param durable of those, the ones of which a completed checkpoint holds it
   * @param missing subtasks that do not judge by it
   */
  record Count(String operator, int parallelism, int active, int durable, List<Integer> missing) {

    Count {
      missing = List.copyOf(missing);
    }

    /** {@code detect: 3 of 4 ACTIVE, 2 DURABLE}. */
    @Override
    public String toString() {
      return operator
          + ": "
          + active
          + " of "
          + parallelism
          + " ACTIVE, "
          + durable
          + " DURABLE"
          + (missing.isEmpty() ? "" : "; not yet subtask " + numbers());
    }

    private String numbers() {
      return String.join(", ", missing.stream().map(String::valueOf).toList());
    }
  }

  /** Takes note of a record; those of one partition in their order. */
  void add(StatusRecord record) {
    StatusOrigin origin = record.origin();
    if (origin.incarnation().isEmpty()) {
      return;
    }
    if (incarnations.add(origin.incarnation())) {
      incarnation = origin.incarnation();
      operators.clear();
    }
    boolean acknowledges = record.kind() == Kind.ACTIVE || record.kind() == Kind.DURABLE;
    if (acknowledges && origin.incarnation().equals(incarnation)) {
      Operator operator = operators.computeIfAbsent(origin.operator(), name -> new Operator());
      operator.parallelism = origin.parallelism();
      operator.subtasks.merge(
          origin.subtask(),
          new Acknowledged(record.hash(), record.kind() == Kind.DURABLE),
          (before, now) -> before.and(record));
      lastAt = record.at();
    }
  }

  /** The attempt of the job that counts; empty when none has spoken. */
  String incarnation() {
    return incarnation;
  }

  /** When a subtask spoke last; null when none has. */
  @Nullable String lastAt() {
    return lastAt.isEmpty() ? null : lastAt;
  }

  /** Whether every subtask of every operator that reads rules judges by the manifest. */
  boolean isActive(String hash) {
    return operators.keySet().containsAll(StatusOrigin.READERS)
        && counts(hash).stream().allMatch(count -> count.missing().isEmpty());
  }

  /** The operators that have spoken, by their names. */
  List<Count> counts(String hash) {
    return operators.entrySet().stream()
        .map(operator -> count(operator.getKey(), operator.getValue(), hash))
        .toList();
  }

  private static Count count(String name, Operator operator, String hash) {
    int durable = 0;
    List<Integer> missing = new ArrayList<>();
    for (int subtask = 0; subtask < operator.parallelism; subtask++) {
      Acknowledged said = operator.subtasks.get(subtask);
      if (said == null || !said.hash().equals(hash)) {
        missing.add(subtask);
      } else if (said.isDurable()) {
        durable++;
      }
    }
    int active = operator.parallelism - missing.size();
    return new Count(name, operator.parallelism, active, durable, missing);
  }
}
