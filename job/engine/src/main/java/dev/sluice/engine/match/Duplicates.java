package dev.sluice.engine.match;

import dev.sluice.engine.sigma.Header;
import dev.sluice.engine.sigma.SigmaDocument;
import dev.sluice.engine.yaml.ErrorCode;
import dev.sluice.engine.yaml.SigmaError;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Two documents with one id, or one name in one pack: nobody can tell which is meant, so none is
 * loaded.
 */
final class Duplicates {

  private final Map<String, SigmaDocument> firstOfId = new HashMap<>();
  private final Map<String, SigmaDocument> firstOfName = new HashMap<>();
  private final Set<SigmaDocument> found = Collections.newSetFromMap(new IdentityHashMap<>());
  private final List<SigmaError> problems = new ArrayList<>();

  /** Looks at {@code documents}; ids compare in any case. */
  Duplicates(List<SigmaDocument> documents) {
    for (SigmaDocument document : documents) {
      Header header = document.header();
      check("id", header.id().toLowerCase(Locale.ROOT), document, firstOfId);
      if (header.name() != null) {
        check("name", header.pack() + "\n" + header.name(), document, firstOfName);
      }
    }
  }

  /** Whether {@code document}, this very one, is refused. */
  boolean contains(SigmaDocument document) {
    return found.contains(document);
  }

  /** The documents that are refused, in no order. */
  Set<SigmaDocument> all() {
    return found;
  }

  /** For each of them at least one, with both places. */
  List<SigmaError> problems() {
    return problems;
  }

  private void check(
      String what, String key, SigmaDocument document, Map<String, SigmaDocument> first) {
    SigmaDocument other = first.putIfAbsent(key, document);
    if (other != null) {
      if (found.add(other)) {
        problems.add(problem(what, other.header(), document.header()));
      }
      found.add(document);
      problems.add(problem(what, document.header(), other.header()));
    }
  }

  private static SigmaError problem(String what, Header header, Header other) {
    String place = other.file() + ":" + other.position().line() + ":" + other.position().column();
    return SigmaError.at(
            header.file(),
            header.position(),
            ErrorCode.DUPLICATE_ID,
            "the " + what + " of this document is also that of " + place,
            "give one of them another; both are refused until then")
        .in(header.id(), header.title());
  }
}
