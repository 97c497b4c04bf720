package dev.sluice.engine.match;

import dev.sluice.engine.sigma.Header;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Which documents of a pack are loaded.
 *
 * @param include globs over the path inside the pack; empty = all
 * @param exclude globs over the path; wins over {@code include}
 * @param statuses lower case; empty = all but deprecated and unsupported; {@value #ANY_STATUS} =
 *     all
 * @param minLevel lower case; empty = all; a rule without level counts as informational
 * @param tags lower case; a rule needs one of them; empty = all
 */
public record RuleSelection(
    List<String> include,
    List<String> exclude,
    Set<String> statuses,
    String minLevel,
    Set<String> tags) {

  /** The levels of the specification, least first. */
  public static final List<String> LEVELS =
      List.of("informational", "low", "medium", "high", "critical");

  /** Everything but deprecated and unsupported rules. */
  public static final RuleSelection DEFAULT =
      new RuleSelection(List.of(), List.of(), Set.of(), "", Set.of());

  /** The status that stands for every status. */
  public static final String ANY_STATUS = "all";

  /** Everything. */
  public static final RuleSelection ALL =
      new RuleSelection(List.of(), List.of(), Set.of(ANY_STATUS), "", Set.of());

  private static final Set<String> NOT_BY_DEFAULT = Set.of("deprecated", "unsupported");

  public RuleSelection {
    include = List.copyOf(include);
    exclude = List.copyOf(exclude);
    statuses = Set.copyOf(statuses);
    tags = Set.copyOf(tags);
    if (!minLevel.isEmpty() && !LEVELS.contains(minLevel)) {
      throw new IllegalArgumentException(
          "unknown level " + minLevel + ", expected one of " + LEVELS);
    }
  }

  /** Whether a document with {@code header} is loaded, if its path is. */
  public boolean selects(Header header) {
    return statusWanted(header) && levelWanted(header) && tagWanted(header);
  }

  /** Whether a file at {@code path} inside its pack is read at all. */
  public boolean selects(String path) {
    return (include.isEmpty() || matchesAny(include, path)) && !matchesAny(exclude, path);
  }

  private boolean statusWanted(Header header) {
    String status = header.status().toLowerCase(Locale.ROOT);
    return statuses.isEmpty()
        ? !NOT_BY_DEFAULT.contains(status)
        : statuses.contains(ANY_STATUS) || statuses.contains(status);
  }

  private boolean levelWanted(Header header) {
    int level = LEVELS.indexOf(header.level().toLowerCase(Locale.ROOT));
    return minLevel.isEmpty() || Math.max(0, level) >= LEVELS.indexOf(minLevel);
  }

  private boolean tagWanted(Header header) {
    return tags.isEmpty()
        || header.tags().stream().anyMatch(tag -> tags.contains(tag.toLowerCase(Locale.ROOT)));
  }

  private static boolean matchesAny(List<String> globs, String path) {
    Path asPath = Path.of(path);
    return globs.stream()
        .map(glob -> FileSystems.getDefault().getPathMatcher("glob:" + glob))
        .anyMatch((PathMatcher matcher) -> matcher.matches(asPath));
  }
}
