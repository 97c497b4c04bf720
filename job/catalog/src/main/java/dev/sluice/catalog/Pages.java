package dev.sluice.catalog;

import dev.sluice.catalog.data.AttackTag;
import dev.sluice.catalog.data.Catalog;
import dev.sluice.catalog.data.EventReach;
import dev.sluice.catalog.data.ExampleEvent;
import dev.sluice.catalog.data.Exclusion;
import dev.sluice.catalog.data.IndicatorUse;
import dev.sluice.catalog.data.LogSourceStated;
import dev.sluice.catalog.data.Problem;
import dev.sluice.catalog.data.Related;
import dev.sluice.catalog.data.RuleLine;
import dev.sluice.catalog.data.RuleLine.Kind;
import dev.sluice.catalog.data.RulePage;
import dev.sluice.catalog.data.Stage;
import dev.sluice.engine.sigma.Header;
import dev.sluice.engine.sigma.LogSourcePattern;
import dev.sluice.engine.yaml.SigmaError;
import dev.sluice.engine.yaml.YamlList;
import dev.sluice.engine.yaml.YamlMap;
import dev.sluice.engine.yaml.YamlNode;
import dev.sluice.engine.yaml.YamlScalar;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Texts that pages have of a document's header. */
final class Pages {

  static final LogSourceStated NO_LOG_SOURCE =
      new LogSourceStated(List.of(), List.of(), List.of(), "");

  private static final Pattern OTHER_PLACE = Pattern.compile("(that of ).*/([^/]+:\\d+:\\d+)$");

  private Pages() {}

  /** The line of a document in the list of all. */
  static RuleLine line(
      String slug,
      Kind kind,
      Header header,
      LogSourceStated logSource,
      List<AttackTag> attack,
      Set<String> fields,
      List<EventReach> events,
      boolean routable) {
    Set<String> tactics = new TreeSet<>();
    Set<String> techniques = new TreeSet<>();
    for (AttackTag tag : attack) {
      if (tag.kind() == AttackTag.Kind.TACTIC) {
        tactics.addAll(tag.tactics());
      } else if (tag.kind() != AttackTag.Kind.OTHER && !tag.id().isEmpty()) {
        techniques.add(tag.id());
      }
    }
    return new RuleLine(
        slug,
        kind,
        header.title(),
        header.id(),
        header.idDerived(),
        header.status().toLowerCase(Locale.ROOT),
        header.level().toLowerCase(Locale.ROOT),
        header.author(),
        text(header, "date"),
        text(header, "modified"),
        header.pack(),
        header.path(),
        logSource,
        List.copyOf(tactics),
        List.copyOf(techniques),
        List.copyOf(fields),
        events.stream()
            .filter(reach -> reach.reach() != EventReach.Reach.NONE)
            .map(EventReach::event)
            .toList(),
        routable);
  }

  /** What a page has beside what a document says of itself. */
  record Details(
      List<Stage> stages,
      List<Exclusion> exclusions,
      List<IndicatorUse> indicators,
      List<EventReach> events,
      List<String> otherEvents,
      List<Related> related,
      List<ExampleEvent> examples) {

    static final Details NONE = of(List.of(), List.of());

    /** Those of a document without detections. */
    static Details of(List<Related> related, List<ExampleEvent> examples) {
      return new Details(List.of(), List.of(), List.of(), List.of(), List.of(), related, examples);
    }
  }

  /**
   * A page.
   *
   * @param header null when it cannot be read
   */
  static RulePage page(
      RuleLine line,
      boolean refused,
      @Nullable Header header,
      String body,
      List<Problem> problems,
      List<AttackTag> attack,
      Details details) {
    return new RulePage(
        Catalog.VERSION,
        line,
        refused,
        header == null || header.name() == null ? "" : header.name(),
        header == null ? "" : header.description(),
        header == null ? "" : text(header, "license"),
        header == null ? List.of() : header.references(),
        header == null ? List.of() : header.falsePositives(),
        header == null ? List.of() : header.tags(),
        body,
        problems,
        attack,
        details.stages(),
        details.exclusions(),
        details.indicators(),
        details.events(),
        details.otherEvents(),
        details.related(),
        details.examples());
  }

  /** The scalar {@code key} of a document, empty when there is none. */
  static String text(Header header, String key) {
    return header.document().get(key) instanceof YamlScalar scalar ? scalar.text() : "";
  }

  static LogSourceStated logSource(Header header, LogSourcePattern pattern) {
    String definition =
        header.document().get("logsource") instanceof YamlMap map
                && map.get("definition") instanceof YamlScalar scalar
            ? scalar.text()
            : "";
    return new LogSourceStated(
        pattern.products(), pattern.categories(), pattern.services(), definition);
  }

  static List<Problem> problems(List<SigmaError> errors) {
    return errors.stream()
        .map(
            error ->
                new Problem(
                    error.code().name(),
                    error.line(),
                    error.column(),
                    withoutFolders(error.message()),
                    error.hint(),
                    error.isError()))
        .toList();
  }

  /** A message may name the place of another document, wherever the pack lies. */
  private static String withoutFolders(String message) {
    return OTHER_PLACE.matcher(message).replaceAll("$1$2");
  }

  /** What {@code related} names; slugs are empty still. */
  static List<Related> related(Header header) {
    List<Related> related = new ArrayList<>();
    if (header.document().get("related") instanceof YamlList list) {
      for (YamlNode item : list.items()) {
        if (item instanceof YamlMap map
            && map.get("id") instanceof YamlScalar id
            && map.get("type") instanceof YamlScalar type) {
          related.add(new Related(type.text(), id.text(), ""));
        }
      }
    }
    return related;
  }
}
