package dev.sluice.catalog;

import dev.sluice.catalog.data.EventReach;
import dev.sluice.catalog.data.EventReach.Reach;
import dev.sluice.catalog.data.EventReach.Unable;
import dev.sluice.engine.compile.CompiledRule;
import dev.sluice.engine.compile.Predicate;
import dev.sluice.engine.event.CaseFold;
import dev.sluice.engine.event.EventTables;
import dev.sluice.engine.event.EventType;
import dev.sluice.engine.lint.KnownFields;
import dev.sluice.engine.match.LeafWalk;
import dev.sluice.engine.review.FieldSight;
import dev.sluice.engine.sigma.LogSourcePattern;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Which kinds of event a rule can match: by its log source, its condition and its fields. */
final class EventCoverage {

  private final EventTables tables;
  private final EventTitles titles;
  private final EventFields fields;

  EventCoverage(EventTables tables) {
    this.tables = tables;
    this.titles = new EventTitles(tables.logSources());
    this.fields = new EventFields(new KnownFields(tables));
  }

  /** The kinds of event that tables have for {@code stated}. */
  List<EventType> types(LogSourcePattern stated) {
    Set<EventType> types = new LinkedHashSet<>();
    for (@Nullable String product : orNull(stated.products())) {
      for (@Nullable String category : orNull(stated.categories())) {
        for (@Nullable String service : orNull(stated.services())) {
          types.addAll(tables.logSources().eventTypes(product, category, service));
        }
      }
    }
    return List.copyOf(types);
  }

  private static List<@Nullable String> orNull(List<String> stated) {
    return stated.isEmpty()
        ? Collections.<@Nullable String>singletonList(null)
        : new ArrayList<@Nullable String>(stated);
  }

  /** What other shapes of events call what {@code stated} asks for; each once, in order. */
  List<String> otherEvents(LogSourcePattern stated) {
    return types(stated).stream()
        .filter(type -> type.channel() == null && type.provider() == null)
        .map(EventType::title)
        .distinct()
        .sorted()
        .toList();
  }

  /** The kinds of event of event logs that {@code rule} asks for, in order. */
  Set<EventKind> kinds(CompiledRule rule) {
    List<EventType> logged =
        types(rule.rule().logSource()).stream()
            .filter(type -> type.channel() != null || type.provider() != null)
            .toList();
    Set<EventKind> kinds = new TreeSet<>();
    for (EventDemand demand : EventDemand.of(rule.predicate())) {
      kinds(logged, demand, kinds);
    }
    return kinds;
  }

  private void kinds(List<EventType> logged, EventDemand demand, Set<EventKind> kinds) {
    List<EventType> possible =
        logged.stream()
            .filter(type -> agree(type.channel(), demand.channel()))
            .filter(type -> agree(type.provider(), demand.provider()))
            .toList();
    List<EventType> whole = possible.stream().filter(type -> type.id() == null).toList();
    List<EventType> meant = numbered(possible, demand);
    if (demand.id() == null) {
      meant = whole.isEmpty() ? meant : whole;
    } else if (meant.isEmpty()) {
      List<EventType> elsewhere =
          numbered(titles.types(whole.stream().map(EventType::channel).toList()), demand);
      meant = elsewhere.isEmpty() ? whole : elsewhere;
    }
    meant.forEach(type -> kinds.add(EventKind.of(type, demand.provider(), demand.id())));
  }

  private static List<EventType> numbered(List<EventType> types, EventDemand demand) {
    return types.stream()
        .filter(type -> type.id() != null && agree(type.id(), demand.id()))
        .filter(type -> agree(type.channel(), demand.channel()))
        .filter(type -> agree(type.provider(), demand.provider()))
        .toList();
  }

  private static boolean agree(@Nullable String has, @Nullable String wanted) {
    return has == null || wanted == null || CaseFold.fold(has).equals(CaseFold.fold(wanted));
  }

  /** What {@code rule} can match of each kind, one entry a provider and number. */
  List<EventReach> reach(CompiledRule rule) {
    Set<String> read = new TreeSet<>();
    LeafWalk.fields(List.of(rule.predicate()), read);
    Map<String, EventReach> reached = new LinkedHashMap<>();
    for (EventKind kind : kinds(rule)) {
      reached.merge(kind.key(), reach(rule, kind, read), EventCoverage::joined);
    }
    return List.copyOf(reached.values());
  }

  /** The channels that a provider writes the same events into. */
  private static EventReach joined(EventReach one, EventReach other) {
    String channels =
        one.channel().contains(other.channel())
            ? one.channel()
            : one.channel() + ", " + other.channel();
    return new EventReach(
        one.event(),
        one.provider(),
        channels,
        one.id(),
        one.title(),
        one.reach(),
        one.unable(),
        one.note());
  }

  private EventReach reach(CompiledRule rule, EventKind kind, Set<String> read) {
    EventFields.Known known = fields.of(kind, rule.rule().logSource(), read);
    FieldSight sight = new FieldSight(known.lacks(), known.constants());
    List<Unable> unable =
        sight.blind(rule.predicate()).stream()
            .map(selection -> unable(selection, sight, known))
            .toList();
    Reach reach =
        !sight.mayHold(rule.predicate()) ? Reach.NONE : unable.isEmpty() ? Reach.ALL : Reach.SOME;
    String note =
        known.notes().entrySet().stream()
            .filter(entry -> read.contains(entry.getKey()))
            .sorted(Map.Entry.comparingByKey())
            .map(Map.Entry::getValue)
            .distinct()
            .collect(Collectors.joining(" "));
    return new EventReach(
        kind.key(),
        kind.shortProvider(),
        kind.channel(),
        kind.id(),
        kind.title(),
        reach,
        unable,
        note);
  }

  private static Unable unable(
      Predicate.Selection selection, FieldSight sight, EventFields.Known known) {
    List<String> inTheWay = List.copyOf(sight.inTheWay(selection.body()));
    List<String> reasons = new ArrayList<>();
    for (String field : inTheWay) {
      reasons.add(
          known.constants().containsKey(field)
              ? field + " is always " + known.constants().get(field).text()
              : "no event of this kind has " + field);
    }
    return new Unable(selection.name(), inTheWay, String.join("; ", reasons));
  }
}
