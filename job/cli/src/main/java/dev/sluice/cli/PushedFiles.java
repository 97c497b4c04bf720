package dev.sluice.cli;

import dev.sluice.engine.match.RuleSelection;
import dev.sluice.engine.sigma.Hashes;
import dev.sluice.engine.sigma.Header;
import dev.sluice.engine.sigma.ParsedDocument;
import dev.sluice.engine.sigma.SigmaParser;
import dev.sluice.engine.sigma.SourceFile;
import dev.sluice.engine.yaml.SigmaError;
import dev.sluice.engine.yaml.YamlLimits;
import dev.sluice.engine.yaml.YamlMap;
import dev.sluice.stream.control.BlobCheck;
import dev.sluice.stream.control.ControlKey;
import dev.sluice.stream.control.ManifestEntry;
import dev.sluice.stream.control.ManifestEntry.Kind;
import dev.sluice.stream.control.ManifestLimits;
import dev.sluice.stream.control.Rejection;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Files that are to be pushed, and the entries that name their documents. Of a file with several
 * documents each has an entry of its own; one that the selection leaves out has none. A document
 * with an error has one, too, when it can be told what it is.
 */
final class PushedFiles {

  private final RuleSelection selection;
  private final List<ManifestEntry> entries = new ArrayList<>();
  private final Set<SourceFile> rules = new LinkedHashSet<>();
  private final Map<Kind, List<SourceFile>> tables = new EnumMap<>(Kind.class);
  private final Map<String, byte[]> contents = new LinkedHashMap<>();
  private final List<SigmaError> problems = new ArrayList<>();

  /**
   * @param selection which documents of rule files are meant
   */
  PushedFiles(RuleSelection selection) {
    this.selection = selection;
  }

  /** Adds the documents of a file of rules, correlations and filters. */
  void addRules(SourceFile file) {
    if (!selection.selects(file.path())) {
      return;
    }
    for (ParsedDocument parsed : SigmaParser.parse(file, YamlLimits.DEFAULT).parsed()) {
      Header header = parsed.header();
      if (header == null) {
        problems.addAll(parsed.problems());
      } else if (selection.selects(header)) {
        add(kind(header.document()), header.id(), file);
        rules.add(file);
      }
    }
  }

  /** Adds a file that is one table; its name names it. */
  void addTable(Kind kind, SourceFile file) {
    add(kind, tableId(file), file);
    tables.computeIfAbsent(kind, any -> new ArrayList<>()).add(file);
  }

  /** What names a table. */
  static String tableId(SourceFile file) {
    return file.path().substring(file.path().lastIndexOf('/') + 1);
  }

  /** The entries, one a document, in the order of the files. */
  List<ManifestEntry> entries() {
    return Collections.unmodifiableList(entries);
  }

  /** The files with rules, correlations and filters, each once, in their order. */
  List<SourceFile> rules() {
    return List.copyOf(rules);
  }

  /** The tables of {@code kind}, in their order. */
  List<SourceFile> tables(Kind kind) {
    return List.copyOf(tables.getOrDefault(kind, List.of()));
  }

  /** The content of the files by hash. */
  Map<String, byte[]> contents() {
    return Collections.unmodifiableMap(contents);
  }

  /** What is wrong with documents that have no entry. */
  List<SigmaError> problems() {
    return Collections.unmodifiableList(problems);
  }

  private void add(Kind kind, String id, SourceFile file) {
    String sha256 = Hashes.sha256(file.content());
    Rejection tooLarge =
        BlobCheck.check(new ControlKey.Blob(sha256), file.content(), ManifestLimits.defaults());
    if (tooLarge != null) {
      throw CommandFailure.rules(file.name() + ": " + tooLarge.message());
    }
    entries.add(ManifestEntry.enabled(kind, id, file.pack(), file.path(), sha256));
    contents.put(sha256, file.content());
  }

  /** A document is what its keys say, also when it is refused. */
  private static Kind kind(YamlMap document) {
    if (document.get("correlation") instanceof YamlMap) {
      return Kind.CORRELATION;
    }
    return document.get("filter") instanceof YamlMap ? Kind.FILTER : Kind.RULE;
  }
}
