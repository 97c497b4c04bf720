package dev.sluice.engine.match;

import dev.sluice.engine.sigma.Header;
import dev.sluice.engine.sigma.RuleReference;
import dev.sluice.engine.yaml.ErrorCode;
import dev.sluice.engine.yaml.SigmaError;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The ids and names that a reference can mean; compared as {@link RuleReference#names} does. */
final class LoadedNames {

  private final Set<String> ids = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
  private final Set<String> names = new HashSet<>();

  void add(Header header) {
    ids.add(header.id());
    if (header.name() != null) {
      names.add(header.name());
    }
  }

  /** A warning of kind {@code code} for each of {@code references} that means no document. */
  List<SigmaError> unknown(Header document, List<RuleReference> references, ErrorCode code) {
    return references.stream()
        .filter(reference -> !isKnown(reference.idOrName()))
        .map(reference -> warning(document, reference, code))
        .toList();
  }

  private boolean isKnown(String idOrName) {
    return ids.contains(idOrName) || names.contains(idOrName);
  }

  private static SigmaError warning(Header document, RuleReference reference, ErrorCode code) {
    String message = "no loaded document has the id or name '" + reference.idOrName() + "'";
    return SigmaError.at(document.file(), reference.position(), code, message, "")
        .in(document.id(), document.title());
  }
}
