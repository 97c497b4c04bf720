package dev.sluice.engine.lint;

import dev.sluice.engine.sigma.Header;
import dev.sluice.engine.yaml.ErrorCode;
import dev.sluice.engine.yaml.NearestWord;
import dev.sluice.engine.yaml.Severity;
import dev.sluice.engine.yaml.SigmaError;
import dev.sluice.engine.yaml.YamlEntry;
import dev.sluice.engine.yaml.YamlMap;
import dev.sluice.engine.yaml.YamlScalar;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What documents say of findings about themselves: {@code sluice.suppress: {CODE: reason}}.
 *
 * <p>An error cannot be suppressed, for its document is refused. A finding belongs to the document
 * in whose lines it stands; one before the first document of a file belongs to that. For one
 * thread.
 */
public final class Suppressions {

  /** The key under which a document suppresses findings. */
  public static final String KEY = "sluice.suppress";

  private final Map<String, List<Document>> byFile = new HashMap<>();
  private final List<SigmaError> own = new ArrayList<>();

  /** One document with its suppressions that have a reason. */
  private record Document(Header header, Map<ErrorCode, YamlEntry> reasons, Set<ErrorCode> used) {}

  /** What is left, and what was taken out. */
  public record Result(List<SigmaError> findings, List<Suppressed> suppressed) {
    public Result {
      findings = List.copyOf(findings);
      suppressed = List.copyOf(suppressed);
    }
  }

  /**
   * @param documents by file in the order of the text
   */
  public Suppressions(List<Header> documents) {
    documents.forEach(
        header ->
            byFile
                .computeIfAbsent(header.file(), file -> new ArrayList<>())
                .add(new Document(header, reasons(header), new HashSet<>())));
  }

  private Map<ErrorCode, YamlEntry> reasons(Header header) {
    Map<ErrorCode, YamlEntry> reasons = new HashMap<>();
    YamlEntry entry = header.document().entry(KEY);
    if (entry != null && entry.value() instanceof YamlMap map) {
      map.entries().forEach(each -> read(each, header, reasons));
    } else if (entry != null) {
      add(
          header,
          entry,
          ErrorCode.SUPPRESSION_FORM,
          "'" + KEY + "' is a map from codes to reasons, found " + entry.value().kindName(),
          "for example '" + KEY + ": {VALUE_SHORT: the field holds one letter}'");
    }
    return reasons;
  }

  private void read(YamlEntry entry, Header header, Map<ErrorCode, YamlEntry> reasons) {
    ErrorCode code = code(entry.key());
    boolean reason =
        entry.value() instanceof YamlScalar scalar && !scalar.isNull() && !scalar.text().isBlank();
    if (code == null) {
      String hint = NearestWord.hint(entry.key(), names());
      String message = "there is no code '" + entry.key() + "'";
      add(header, entry, ErrorCode.SUPPRESSION_OF_NO_CODE, message, hint);
    } else if (code.severity() == Severity.ERROR) {
      String message = code + " refuses a document and cannot be suppressed";
      add(header, entry, ErrorCode.SUPPRESSION_OF_ERROR, message, "");
    } else if (!reason) {
      String message = code + " is suppressed without a reason, and so it is not";
      add(
          header,
          entry,
          ErrorCode.SUPPRESSION_WITHOUT_REASON,
          message,
          "write why it is all right");
    } else {
      reasons.put(code, entry);
    }
  }

  private static @Nullable ErrorCode code(String name) {
    for (ErrorCode code : ErrorCode.values()) {
      if (code.name().equals(name)) {
        return code;
      }
    }
    return null;
  }

  private static List<String> names() {
    return Arrays.stream(ErrorCode.values()).map(ErrorCode::name).toList();
  }

  private void add(Header header, YamlEntry entry, ErrorCode code, String message, String hint) {
    new Findings(header, own).add(entry.keyPosition(), code, message, hint);
  }

  /**
   * Takes what is suppressed out of {@code findings}; to be called once, with all of them.
   *
   * @param looked whether a code was looked for at all: of one that was not, a suppression may be
   *     used elsewhere
   */
  public Result apply(List<SigmaError> findings, Predicate<ErrorCode> looked) {
    List<SigmaError> left = new ArrayList<>();
    List<Suppressed> suppressed = new ArrayList<>();
    for (SigmaError finding : findings) {
      Document document = finding.isError() ? null : documentOf(finding);
      YamlEntry entry = document == null ? null : document.reasons().get(finding.code());
      if (document == null || entry == null) {
        left.add(finding);
      } else {
        document.used().add(finding.code());
        suppressed.add(new Suppressed(finding, ((YamlScalar) entry.value()).text().strip()));
      }
    }
    byFile.values().forEach(documents -> documents.forEach(each -> unused(each, looked)));
    left.addAll(own);
    return new Result(left, suppressed);
  }

  private void unused(Document document, Predicate<ErrorCode> looked) {
    document
        .reasons()
        .forEach(
            (code, entry) -> {
              if (!document.used().contains(code) && looked.test(code)) {
                add(
                    document.header(),
                    entry,
                    ErrorCode.SUPPRESSION_UNUSED,
                    code + " is suppressed but is not found here",
                    "remove the line");
              }
            });
  }

  private @Nullable Document documentOf(SigmaError finding) {
    List<Document> documents = byFile.getOrDefault(finding.file(), List.of());
    Document found = documents.isEmpty() ? null : documents.get(0);
    for (Document document : documents) {
      if (document.header().position().line() <= finding.line()) {
        found = document;
      }
    }
    return found;
  }
}
