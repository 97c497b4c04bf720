package dev.sluice.catalog;

import dev.sluice.engine.compile.CompileResult;
import dev.sluice.engine.compile.CompiledRule;
import dev.sluice.engine.compile.Placeholders;
import dev.sluice.engine.compile.RuleCompiler;
import dev.sluice.engine.sigma.Header;
import dev.sluice.engine.sigma.ParsedDocument;
import dev.sluice.engine.sigma.SigmaDocument;
import dev.sluice.engine.sigma.SigmaParser;
import dev.sluice.engine.sigma.SigmaRule;
import dev.sluice.engine.sigma.SourceFile;
import dev.sluice.engine.yaml.YamlEntry;
import dev.sluice.engine.yaml.YamlLimits;
import dev.sluice.engine.yaml.YamlList;
import dev.sluice.engine.yaml.YamlMap;
import dev.sluice.engine.yaml.YamlNode;
import dev.sluice.engine.yaml.YamlScalar;
import dev.sluice.engine.yaml.YamlWriter;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What can be shown of a document that is refused. Nothing is judged by it: keys that stand twice
 * are taken apart, and each search identifier is compiled by itself, whatever the condition says.
 */
final class RefusedReading {

  private static final Set<String> RESERVED = Set.of("condition", "timeframe");
  private static final String IDENTIFIER = "selection";

  private final SourceFile file;
  private final KnownIndicators known;
  private final RuleCompiler compiler;

  RefusedReading(SourceFile file, KnownIndicators known) {
    this.file = file;
    this.known = known;
    this.compiler = new RuleCompiler(Placeholders.NONE, List.of(), Set.of());
  }

  /** What {@code document} says of itself; null when it is no Sigma document. */
  @Nullable Header header(YamlMap document) {
    Set<String> seen = new HashSet<>(Set.of("detection"));
    List<YamlEntry> first =
        document.entries().stream().filter(entry -> seen.add(entry.key())).toList();
    return parsed(new YamlMap(first, document.position())).header();
  }

  /** What its search identifiers look for. */
  Set<IndicatorKey> indicators(YamlMap document) {
    Set<IndicatorKey> found = new TreeSet<>();
    if (document.get("detection") instanceof YamlMap detection) {
      for (YamlEntry entry : detection.entries()) {
        if (!RESERVED.contains(entry.key())) {
          add(entry, found);
        }
      }
    }
    return found;
  }

  private void add(YamlEntry entry, Set<IndicatorKey> found) {
    YamlMap detection =
        map(
            entry,
            new YamlEntry(IDENTIFIER, entry.keyPosition(), apart(entry.value())),
            text(entry, "condition", IDENTIFIER));
    YamlMap source = map(entry, text(entry, "product", "any"));
    YamlMap rule =
        map(
            entry,
            text(entry, "title", "any"),
            new YamlEntry("logsource", entry.keyPosition(), source),
            new YamlEntry("detection", entry.keyPosition(), detection));
    SigmaDocument read = parsed(rule).document();
    if (read instanceof SigmaRule one) {
      CompileResult result = compiler.compile(one, List.of());
      CompiledRule compiled = result.rule();
      if (compiled != null) {
        CatalogRule.of("", compiled, known).wanted().keySet().forEach(found::add);
      }
    }
  }

  private static YamlMap map(YamlEntry at, YamlEntry... entries) {
    return new YamlMap(List.of(entries), at.keyPosition());
  }

  private static YamlEntry text(YamlEntry at, String key, String text) {
    YamlScalar value =
        new YamlScalar(text, YamlScalar.Kind.STRING, BigDecimal.ZERO, at.keyPosition(), -1);
    return new YamlEntry(key, at.keyPosition(), value);
  }

  /** A map with a key twice becomes a list of maps. */
  private static YamlNode apart(YamlNode node) {
    if (node instanceof YamlList list) {
      return new YamlList(
          list.items().stream().map(RefusedReading::apart).toList(), list.position());
    }
    if (!(node instanceof YamlMap map) || Set.copyOf(map.keys()).size() == map.keys().size()) {
      return node;
    }
    List<YamlNode> maps = new ArrayList<>();
    map.entries().forEach(entry -> maps.add(map(entry, entry)));
    return new YamlList(maps, map.position());
  }

  private ParsedDocument parsed(YamlMap document) {
    byte[] text = YamlWriter.write(List.of(document)).getBytes(StandardCharsets.UTF_8);
    SourceFile written = new SourceFile(file.pack(), file.path(), file.name(), text);
    List<ParsedDocument> parsed = SigmaParser.parse(written, YamlLimits.DEFAULT).parsed();
    return parsed.isEmpty() ? new ParsedDocument(null, null, List.of()) : parsed.get(0);
  }
}
