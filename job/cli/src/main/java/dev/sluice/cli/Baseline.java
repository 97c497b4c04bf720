package dev.sluice.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.engine.event.EventLimits;
import dev.sluice.engine.event.JsonDocuments;
import dev.sluice.engine.event.JsonDocuments.Document;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The alerts of an earlier evaluation, which those of this one are held against.
 *
 * <p>An alert is kept when one with its id was there before. The id of an alert changes with the
 * text of its rule: where a rule's alert on the same event was there under another id, it is kept
 * as well and counted as renamed. Memory is that of one short record an alert.
 */
final class Baseline implements ResultWriter<AlertResult> {

  /** Alerts hold their event, and some words more. */
  private static final EventLimits LIMITS =
      new EventLimits(64 << 20, EventLimits.defaults().maxDepth() + 8);

  private final Map<String, RaisedAlert> lost = new LinkedHashMap<>();
  private final Map<String, RaisedAlert> gained = new LinkedHashMap<>();
  private final Map<String, AlertChange.Counts> byRule = new LinkedHashMap<>();

  /**
   * Reads the alerts of {@code file}.
   *
   * @throws CommandFailure when it cannot be read or holds something else
   */
  static Baseline read(EventFile file, Console console) {
    Baseline baseline = new Baseline();
    try (JsonDocuments documents = file.open(console, LIMITS, Progress.none())) {
      for (Document next = documents.next(); next != null; next = documents.next()) {
        baseline.addOld(RaisedAlert.read(next.bytes()), file.name() + ":" + next.ordinal());
      }
    } catch (IOException e) {
      throw CommandFailure.unreadable(file.name(), e);
    }
    return baseline;
  }

  private void addOld(@Nullable RaisedAlert alert, String place) {
    if (alert == null) {
      throw CommandFailure.unreadable(
          place + ": is no alert, expected what 'sluice eval -o ndjson' writes");
    }
    lost.put(alert.id(), alert);
    counts(alert);
  }

  /** Takes an alert of this evaluation. */
  @Override
  public void write(AlertResult result) {
    JsonNode json = Json.read(result.json());
    RaisedAlert alert = RaisedAlert.of(json);
    counts(alert);
    if (lost.remove(alert.id()) == null) {
      gained.put(alert.id(), alert);
    } else {
      counts(alert).kept++;
    }
  }

  @Override
  public void close() {}

  /** What differs, by rule, in the order in which the rules first alerted; to be called once. */
  List<AlertChange> changes() {
    forgetRenamed();
    lost.values().forEach(alert -> counts(alert).lost.add(alert));
    gained.values().forEach(alert -> counts(alert).gained.add(alert));
    return byRule.values().stream()
        .filter(counts -> !counts.lost.isEmpty() || !counts.gained.isEmpty())
        .map(AlertChange::of)
        .toList();
  }

  /** {@code 10 kept, 2 of them renamed, 1 gained, 0 lost}; of what {@link #changes} has found. */
  String summary() {
    Collection<AlertChange.Counts> all = byRule.values();
    long renamed = all.stream().mapToLong(counts -> counts.renamed).sum();
    return Tally.count(all.stream().mapToLong(counts -> counts.kept + counts.renamed).sum())
        + " kept, "
        + Tally.count(renamed)
        + " of them under another id, "
        + Tally.count(gained.size())
        + " gained, "
        + Tally.count(lost.size())
        + " lost";
  }

  private void forgetRenamed() {
    Map<String, RaisedAlert> byEvent = new LinkedHashMap<>();
    lost.values().forEach(alert -> byEvent.putIfAbsent(alert.occasion(), alert));
    for (RaisedAlert alert : new ArrayList<>(gained.values())) {
      RaisedAlert old = byEvent.remove(alert.occasion());
      if (old != null) {
        lost.remove(old.id());
        gained.remove(alert.id());
        counts(alert).renamed++;
      }
    }
  }

  private AlertChange.Counts counts(RaisedAlert alert) {
    return byRule.computeIfAbsent(alert.ruleId(), id -> new AlertChange.Counts(alert));
  }
}
