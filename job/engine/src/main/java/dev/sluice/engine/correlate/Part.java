package dev.sluice.engine.correlate;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * The signals that a group keeps of a stretch of time, and when it alerted. Bytes of a store are
 * read only as far as they are asked for. For one thread.
 */
final class Part {
  static final int VERSION = 1;

  private final WindowPlan plan;
  private final long number;
  private final Tally tally;
  private PartRows rows;
  private int dropped;
  private long lastTime = Head.NONE;
  private long firstAlert = Head.NONE;
  private long lastAlert = Head.NONE;
  private boolean changed;

  private Part(WindowPlan plan, long number) {
    this.plan = plan;
    this.number = number;
    this.tally = Tally.of(plan);
    this.rows = PartRows.of(plan, List.of());
  }

  static Part empty(WindowPlan plan, long number) {
    return new Part(plan, number);
  }

  static Part of(WindowPlan plan, long number, byte[] bytes) {
    Part part = new Part(plan, number);
    StateReader reader = new StateReader(bytes, 0);
    reader.readVersion(VERSION, "a part of a window");
    part.firstAlert = Head.readTime(reader);
    part.lastAlert = Head.readTime(reader);
    part.lastTime = Head.readTime(reader);
    part.dropped = reader.readInt();
    if (plan.isNumeric()) {
      part.tally.readFrom(reader);
    }
    part.rows = PartRows.read(plan, bytes, reader);
    return part;
  }

  /** Returns the part as bytes. Cost: that of its new signals, and now and then of older ones. */
  byte[] toBytes() {
    if (dropped > rows.size() / 2) {
      replace(kept());
    }
    StateWriter writer = new StateWriter();
    writer.writeByte(VERSION);
    Head.writeTime(writer, firstAlert);
    Head.writeTime(writer, lastAlert);
    Head.writeTime(writer, lastTime);
    writer.writeLong(dropped);
    if (plan.isNumeric()) {
      tally.writeTo(writer);
    }
    rows.writeTo(writer);
    return writer.toBytes();
  }

  long number() {
    return number;
  }

  boolean isChanged() {
    return changed;
  }

  /** Place of the oldest signal. */
  int from() {
    return dropped;
  }

  /** Place after the newest signal. */
  int to() {
    return rows.size();
  }

  /** How many signals there are. */
  int size() {
    return to() - from();
  }

  /** Time of the newest signal, or {@link Head#NONE}. */
  long lastTime() {
    return lastTime;
  }

  /** Of all signals that are kept. */
  Tally tally() {
    return tally;
  }

  long time(int place) {
    return rows.time(place);
  }

  int input(int place) {
    return rows.input(place);
  }

  BigDecimal number(int place) {
    return rows.number(place);
  }

  Kept row(int place) {
    return rows.row(place);
  }

  /** The signals in order. */
  private List<Kept> kept() {
    return rows.after(dropped);
  }

  /** Adds a signal that is newer than all others; places stay. */
  void append(Kept row) {
    rows.add(row);
    lastTime = row.timeMillis();
    if (plan.isNumeric()) {
      tally.add(row.number());
    }
    changed = true;
  }

  /** Adds signals anywhere; places change. */
  void insert(List<Kept> more) {
    List<Kept> before = kept();
    List<Kept> all = new ArrayList<>(before);
    all.addAll(more);
    all.sort(Kept.ORDER);
    List<Kept> distinct = new ArrayList<>(all.size());
    for (Kept row : all) {
      int last = distinct.size() - 1;
      if (last < 0 || !plan.isRepeated(distinct.get(last).from(), row.from())) {
        distinct.add(row);
      }
    }
    if (plan.isNumeric()) {
      distinct.forEach(row -> tally.add(row.number()));
      before.forEach(row -> tally.remove(row.number()));
    }
    replace(distinct);
  }

  /** Keeps of the signals those that stay; places change. */
  void reduce() {
    if (!changed || plan.keepsAll()) {
      return;
    }
    if (plan.countsEvents()) {
      drop(Math.max(0, size() - plan.limit()));
    } else {
      replace(plan.retained(kept()));
    }
  }

  private void replace(List<Kept> others) {
    rows = PartRows.of(plan, others);
    dropped = 0;
    lastTime = others.isEmpty() ? Head.NONE : others.get(others.size() - 1).timeMillis();
    changed = true;
  }

  /** Gives up the oldest signals; places stay. */
  void drop(int count) {
    for (int place = dropped; plan.isNumeric() && place < dropped + count; place++) {
      tally.remove(number(place));
    }
    dropped += count;
    changed = true;
  }

  /** Remembers an alert. */
  void alerted(long timeMillis) {
    firstAlert = firstAlert == Head.NONE ? timeMillis : Math.min(firstAlert, timeMillis);
    lastAlert = Math.max(lastAlert, timeMillis);
    changed = true;
  }

  /** Time of the first alert, or {@link Head#NONE}. */
  long firstAlert() {
    return firstAlert;
  }

  /** Time of the last alert, or {@link Head#NONE}. */
  long lastAlert() {
    return lastAlert;
  }

  /** Whether there is nothing to remember. */
  boolean isEmpty() {
    return size() == 0 && lastAlert == Head.NONE;
  }
}
