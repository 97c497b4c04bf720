package dev.sluice.engine.correlate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What is kept of one group, read when it is asked for and written at the end of a call. */
final class GroupState {
  private static final int MAX_PROBES = 64;

  private final WindowPlan plan;
  private final WindowStore store;
  private final byte @Nullable [] headBytes;
  private final Head head;
  private final Map<Long, Part> loaded = new TreeMap<>();
  private @Nullable NavigableSet<Long> numbers;

  GroupState(WindowPlan plan, WindowStore store) {
    this.plan = plan;
    this.store = store;
    this.headBytes = store.head();
    this.head = Head.of(headBytes);
  }

  Head head() {
    return head;
  }

  /** The part of a time, which is made when there is none. */
  Part partAt(long timeMillis) {
    long number = plan.partOf(timeMillis);
    Part known = part(number);
    if (known != null) {
      return known;
    }
    Part part = Part.empty(plan, number);
    loaded.put(number, part);
    if (numbers != null) {
      numbers.add(number);
    }
    head.oldestPart = head.oldestPart == Head.NONE ? number : Math.min(head.oldestPart, number);
    return part;
  }

  private @Nullable Part part(long number) {
    Part known = loaded.get(number);
    if (known != null || head.oldestPart == Head.NONE || number < head.oldestPart) {
      return known;
    }
    byte[] bytes = store.part(number);
    if (bytes == null) {
      return null;
    }
    Part part = Part.of(plan, number, bytes);
    loaded.put(number, part);
    return part;
  }

  /** The parts that hold any of the times, in order. */
  List<Part> between(long fromMillis, long toMillis) {
    long first = plan.partOf(fromMillis);
    long last = plan.partOf(toMillis);
    List<Part> parts = new ArrayList<>();
    if (last - first < MAX_PROBES) {
      for (long number = first; number <= last; number++) {
        addIfThere(number, parts);
      }
    } else {
      numbers().subSet(first, true, last, true).forEach(number -> addIfThere(number, parts));
    }
    return parts;
  }

  /** All parts in order. */
  List<Part> all() {
    List<Part> parts = new ArrayList<>();
    numbers().forEach(number -> addIfThere(number, parts));
    return parts;
  }

  private void addIfThere(long number, List<Part> parts) {
    Part part = part(number);
    if (part != null) {
      parts.add(part);
    }
  }

  private NavigableSet<Long> numbers() {
    if (numbers == null) {
      numbers = new TreeSet<>(loaded.keySet());
      for (Long number : store.parts()) {
        numbers.add(number);
      }
    }
    return numbers;
  }

  /** Adds a signal that is newer than all others. */
  Part append(Kept row) {
    Part part = partAt(row.timeMillis());
    part.append(row);
    if (plan.keepsAll()) {
      head.kept++;
    }
    return part;
  }

  /** Adds signals anywhere, and gives up what must not stay. */
  void insert(List<Kept> rows) {
    Map<Long, List<Kept>> byPart = new TreeMap<>();
    for (Kept row : rows) {
      byPart.computeIfAbsent(plan.partOf(row.timeMillis()), n -> new ArrayList<>()).add(row);
    }
    for (List<Kept> ofPart : byPart.values()) {
      Part part = partAt(ofPart.get(0).timeMillis());
      int before = part.size();
      part.insert(ofPart);
      part.reduce();
      if (plan.keepsAll()) {
        head.kept += part.size() - before;
      }
    }
    trim();
  }

  /** Gives up the oldest signals when too many are kept. */
  void trim() {
    long excess = head.kept - plan.maxKept();
    if (excess <= 0) {
      return;
    }
    head.kept -= excess;
    for (Part part : all()) {
      int dropped = (int) Math.min(excess, part.size());
      if (dropped > 0) {
        head.lost = Math.max(head.lost, part.time(part.from() + dropped - 1));
        part.drop(dropped);
        excess -= dropped;
      }
      if (excess == 0) {
        return;
      }
    }
  }

  /** Writes what has changed, without the parts that end before a time: nothing needs them. */
  void save(long forgottenMillis) {
    trim();
    if (head.oldestPart != Head.NONE && plan.endOf(head.oldestPart) < forgottenMillis) {
      forget(forgottenMillis);
    }
    for (Part part : loaded.values()) {
      if (part.isChanged()) {
        part.reduce();
        store.part(part.number(), part.isEmpty() ? null : part.toBytes());
      }
    }
    saveHead();
  }

  private void forget(long forgottenMillis) {
    List<Long> gone = new ArrayList<>();
    for (Long number : numbers()) {
      if (plan.endOf(number) >= forgottenMillis) {
        break;
      }
      gone.add(number);
    }
    gone.forEach(this::forgetPart);
    head.oldestPart = numbers().isEmpty() ? Head.NONE : numbers().first();
  }

  private void forgetPart(long number) {
    if (plan.keepsAll()) {
      Part part = part(number);
      head.kept -= part == null ? 0 : part.size();
    }
    loaded.remove(number);
    numbers().remove(number);
    store.part(number, null);
  }

  private void saveHead() {
    byte[] bytes = head.oldestPart == Head.NONE ? null : head.toBytes();
    if (!Arrays.equals(bytes, headBytes)) {
      store.head(bytes);
    }
  }

  /** Forgets everything. */
  void clear() {
    new ArrayList<>(numbers()).forEach(number -> store.part(number, null));
    numbers().clear();
    loaded.clear();
    head.oldestPart = Head.NONE;
    head.opened = Head.NONE;
    head.lost = Head.NONE;
    head.kept = 0;
  }
}
