package dev.sluice.engine.sigma;

import dev.sluice.engine.yaml.ErrorCode;
import dev.sluice.engine.yaml.NearestWord;
import dev.sluice.engine.yaml.SigmaError;
import dev.sluice.engine.yaml.YamlEntry;
import dev.sluice.engine.yaml.YamlLimits;
import dev.sluice.engine.yaml.YamlMap;
import dev.sluice.engine.yaml.YamlNode;
import dev.sluice.engine.yaml.YamlScalar;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the documents of one Sigma file. */
public final class SigmaParser {

  private static final List<String> LOG_SOURCE_KEYS =
      List.of("product", "category", "service", "definition");
  private static final List<String> NOT_IDENTIFIERS = List.of("condition", "timeframe");
  private static final List<String> NOT_FILTER_IDENTIFIERS =
      List.of("condition", "rules", "timeframe");

  private final SourceFile file;
  private final int count;

  private SigmaParser(SourceFile file, int count) {
    this.file = file;
    this.count = count;
  }

  /** Every document of {@code file} with its problems; one bad document never stops the rest. */
  public static ParseResult parse(SourceFile file, YamlLimits limits) {
    return parse(file, limits, DocumentRewriting.NONE);
  }

  /** The same of documents that {@code rewriting} has changed. */
  public static ParseResult parse(SourceFile file, YamlLimits limits, DocumentRewriting rewriting) {
    FileDocuments documents = FileDocuments.read(file, limits, rewriting);
    SigmaParser parser = new SigmaParser(documents.file(), documents.count());
    return new ParseResult(documents.drafts().stream().map(parser::parsed).toList());
  }

  /**
   * The file that says by itself what {@code file} says under {@code rewriting}: it has the same
   * documents with the same identities.
   */
  public static RewrittenFile rewrite(
      SourceFile file, YamlLimits limits, DocumentRewriting rewriting) {
    FileDocuments documents = FileDocuments.read(file, limits, rewriting);
    List<SigmaError> problems = new ArrayList<>();
    documents.drafts().forEach(draft -> problems.addAll(draft.problems().found()));
    return new RewrittenFile(documents.file(), problems);
  }

  private ParsedDocument parsed(FileDocuments.Draft draft) {
    YamlMap document = draft.document();
    return document == null
        ? new ParsedDocument(null, null, draft.problems().found())
        : classified(document, draft.index(), draft.problems());
  }

  private ParsedDocument classified(YamlMap document, int index, Problems problems) {
    boolean correlation = document.get("correlation") instanceof YamlMap;
    boolean filter = document.get("filter") instanceof YamlMap;
    boolean ruleLike =
        Stream.of("detection", "logsource", "title").anyMatch(key -> document.get(key) != null);
    if (!correlation && !filter && !ruleLike) {
      problems.add(
          document.position(),
          ErrorCode.NOT_A_SIGMA_DOCUMENT,
          "a Sigma document has 'detection', 'correlation' or 'filter'");
      return new ParsedDocument(null, null, problems.found());
    }
    Header header = HeaderParser.parse(file, document, index, count, problems);
    SigmaDocument read =
        correlation
            ? new CorrelationParser(header, problems).parse()
            : filter ? filter(header, problems) : rule(header, problems);
    String id = header.idDerived() ? null : header.id();
    String title = header.title().isEmpty() ? null : header.title();
    List<SigmaError> found =
        problems.found().stream().map(problem -> problem.in(id, title)).toList();
    return new ParsedDocument(header, problems.anyError() ? null : read, found);
  }

  private static @Nullable SigmaRule rule(Header header, Problems problems) {
    YamlFields fields = new YamlFields(header.document(), problems);
    LogSourcePattern logSource = logSource(fields, problems);
    YamlMap map = required(fields, "detection", problems);
    if (map == null) {
      return null;
    }
    DetectionParser parser = new DetectionParser(problems);
    Map<String, Detection> identifiers = parser.identifiers(map, NOT_IDENTIFIERS);
    Condition condition = parser.condition(map, identifiers);
    if (map.get("timeframe") != null) {
      problems.add(
          new YamlFields(map, problems).positionOf("timeframe"),
          ErrorCode.TIMEFRAME_UNUSED,
          "'timeframe' has no effect without aggregation",
          "write a correlation with 'timespan'");
    }
    if (condition == null) {
      return null;
    }
    warnAboutUnused(map, identifiers, condition, problems);
    return new SigmaRule(header, logSource, identifiers, condition);
  }

  private static void warnAboutUnused(
      YamlMap map, Map<String, Detection> identifiers, Condition condition, Problems problems) {
    Set<String> used = new HashSet<>(condition.names());
    for (String name : identifiers.keySet()) {
      if (!used.contains(name)) {
        problems.add(
            new YamlFields(map, problems).positionOf(name),
            ErrorCode.UNUSED_IDENTIFIER,
            "the condition does not use '" + name + "'");
      }
    }
  }

  private static @Nullable SigmaFilter filter(Header header, Problems problems) {
    YamlFields fields = new YamlFields(header.document(), problems);
    LogSourcePattern logSource = logSource(fields, problems);
    YamlMap map = required(fields, "filter", problems);
    if (map == null) {
      return null;
    }
    DetectionParser parser = new DetectionParser(problems);
    Map<String, Detection> identifiers = parser.identifiers(map, NOT_FILTER_IDENTIFIERS);
    Condition condition = parser.condition(map, identifiers);
    if (condition == null) {
      return null;
    }
    boolean verbatim = isTrue(header.document().get("sluice.verbatim"));
    if (!verbatim && !condition.isNegated()) {
      problems.add(
          new YamlFields(map, problems).positionOf("condition"),
          ErrorCode.FILTER_NOT_NEGATED,
          "the filter would keep only the events it describes",
          "write 'not "
              + String.join(" and not ", identifiers.keySet())
              + "', or state 'sluice.verbatim: true'");
    }
    return new SigmaFilter(
        header, logSource, targets(map, problems), identifiers, condition, verbatim);
  }

  private static List<RuleReference> targets(YamlMap map, Problems problems) {
    List<YamlScalar> rules = new YamlFields(map, problems).scalars("rules");
    boolean any = rules.size() == 1 && rules.get(0).text().equalsIgnoreCase("any");
    if (rules.isEmpty()) {
      problems.add(
          map.position(),
          ErrorCode.MISSING_FIELD,
          "'rules' is missing: ids or names of rules, or 'any'");
    }
    return any
        ? List.of()
        : rules.stream().map(rule -> new RuleReference(rule.text(), rule.position())).toList();
  }

  private static boolean isTrue(@Nullable YamlNode node) {
    return node instanceof YamlScalar scalar && scalar.kind() == YamlScalar.Kind.TRUE;
  }

  private static @Nullable YamlMap required(YamlFields fields, String key, Problems problems) {
    if (fields.map().get(key) == null) {
      problems.add(fields.map().position(), ErrorCode.MISSING_FIELD, "'" + key + "' is missing");
    }
    return fields.map(key);
  }

  private static LogSourcePattern logSource(YamlFields fields, Problems problems) {
    YamlMap map = required(fields, "logsource", problems);
    if (map == null) {
      return new LogSourcePattern(List.of(), List.of(), List.of());
    }
    warnAboutUnknown(map, problems);
    YamlFields stated = new YamlFields(map, problems);
    LogSourcePattern pattern =
        new LogSourcePattern(
            names(stated, "product", problems),
            names(stated, "category", problems),
            names(stated, "service", problems));
    if (pattern.products().isEmpty()
        && pattern.categories().isEmpty()
        && pattern.services().isEmpty()) {
      problems.add(
          map.position(),
          ErrorCode.MISSING_FIELD,
          "'logsource' states no product, category or service");
    }
    return pattern;
  }

  /** A misspelt attribute would make the rule one of all events: the author must hear of it. */
  private static void warnAboutUnknown(YamlMap map, Problems problems) {
    for (YamlEntry entry : map.entries()) {
      if (!LOG_SOURCE_KEYS.contains(entry.key())) {
        problems.add(
            entry.keyPosition(),
            ErrorCode.UNKNOWN_KEY,
            "'logsource' has no attribute '" + entry.key() + "'",
            NearestWord.hint(entry.key(), LOG_SOURCE_KEYS));
      }
    }
  }

  /**
   * Real rules write lists, and even {@code "security, system"}. What is stated must state
   * something.
   */
  private static List<String> names(YamlFields stated, String key, Problems problems) {
    List<String> names =
        stated.scalars(key).stream()
            .flatMap(scalar -> Arrays.stream(scalar.text().split(",", -1)))
            .map(String::strip)
            .filter(name -> !name.isEmpty())
            .toList();
    if (names.isEmpty() && stated.map().get(key) != null) {
      problems.add(
          stated.positionOf(key),
          ErrorCode.MISSING_FIELD,
          "'" + key + "' is stated but empty: the rule would be one of every " + key,
          "name one, or remove the line");
    }
    return names;
  }
}
