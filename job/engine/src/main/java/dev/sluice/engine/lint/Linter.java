package dev.sluice.engine.lint;

import dev.sluice.engine.event.EventTables;
import dev.sluice.engine.sigma.Header;
import dev.sluice.engine.sigma.ParsedDocument;
import dev.sluice.engine.sigma.SigmaCorrelation;
import dev.sluice.engine.sigma.SigmaParser;
import dev.sluice.engine.sigma.SigmaRule;
import dev.sluice.engine.sigma.SourceFile;
import dev.sluice.engine.yaml.ErrorCode;
import dev.sluice.engine.yaml.SigmaError;
import dev.sluice.engine.yaml.YamlLimits;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Looks over rule files for what is legal but seldom meant. Never throws on input. For one thread.
 *
 * <p>What is wrong with documents the parser and the compiler say; a document that they refuse is
 * looked over as far as its header goes. Cost: about that of reading the files once more.
 */
public final class Linter {

  private final List<Check> checks;

  /**
   * @param tables by which log sources and fields are known
   */
  public Linter(EventTables tables) {
    this.checks =
        List.of(
            new HeaderCheck(),
            new DateCheck(),
            new KeyCheck(),
            new ReferenceCheck(),
            new TagCheck(),
            new AttackCheck(new AttackTable()),
            new LogSourceCheck(tables.logSources()),
            new EventIdCheck(tables.logSources()),
            new FieldCheck(tables),
            new ValueListCheck(),
            new ValueCheck(),
            new WildcardCheck(),
            new RegexCheck(),
            new ModifierCheck(),
            new ConditionCheck(),
            new CorrelationCheck());
  }

  /**
   * What was found.
   *
   * @param findings in the order of the files
   * @param documents every document with a header, by file in the order of the text
   */
  public record Linted(List<SigmaError> findings, List<Header> documents) {
    public Linted {
      findings = List.copyOf(findings);
      documents = List.copyOf(documents);
    }
  }

  /** Looks over {@code files}; titles are compared over all of them. */
  public Linted lint(List<SourceFile> files) {
    List<SigmaError> findings = new ArrayList<>();
    List<Header> documents = new ArrayList<>();
    for (SourceFile file : files) {
      String text = text(file);
      if (text != null) {
        FileCheck.check(file, text, findings);
      }
      for (LintedDocument document : documents(file)) {
        Findings own = new Findings(document.header(), findings);
        checks.forEach(check -> check.check(document, own));
        documents.add(document.header());
      }
    }
    titles(documents, findings);
    return new Linted(findings, documents);
  }

  /** The text of {@code file}, null when it is no UTF-8. */
  private static @Nullable String text(SourceFile file) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(file.content())).toString();
    } catch (CharacterCodingException e) {
      return null;
    }
  }

  private static List<LintedDocument> documents(SourceFile file) {
    List<ParsedDocument> parsed = SigmaParser.parse(file, YamlLimits.DEFAULT).parsed();
    List<LintedDocument> documents = new ArrayList<>();
    for (ParsedDocument document : parsed) {
      Header header = document.header();
      if (header != null) {
        boolean alerts = !(document.document() instanceof SigmaRule) || !isSilenced(header, parsed);
        documents.add(new LintedDocument(header, document.document(), alerts));
      }
    }
    return documents;
  }

  /** Whether only correlations of the same file make something of it. */
  private static boolean isSilenced(Header header, List<ParsedDocument> parsed) {
    return parsed.stream()
        .map(ParsedDocument::document)
        .anyMatch(
            document ->
                document instanceof SigmaCorrelation correlation
                    && !correlation.generate()
                    && correlation.rules().stream().anyMatch(rule -> rule.names(header)));
  }

  private static void titles(List<Header> documents, List<SigmaError> findings) {
    Map<String, Header> first = new HashMap<>();
    for (Header document : documents) {
      String title = document.title().toLowerCase(Locale.ROOT);
      Header other = title.isEmpty() ? null : first.putIfAbsent(title, document);
      if (other != null) {
        new Findings(document, findings)
            .add(
                document.position(),
                ErrorCode.TITLE_TWICE,
                "the document at "
                    + other.file()
                    + ":"
                    + other.position().line()
                    + " has the same title");
      }
    }
  }
}
