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
 * @param statuses lower case; empty = all but deprecated and unsupported
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

  /** Whether the rule with {@code header} is loaded. */
  boolean selects(Header header) {
    String status = header.status().toLowerCase(Locale.ROOT);
    boolean statusWanted =
        statuses.isEmpty() ? !NOT_BY_DEFAULT.contains(status) : statuses.contains(status);
    return statusWanted && levelWanted(header) && tagWanted(header) && pathWanted(header.path());
  }

  private boolean levelWanted(Header header) {
    int level = LEVELS.indexOf(header.level().toLowerCase(Locale.ROOT));
    return minLevel.isEmpty() || Math.max(0, level) >= LEVELS.indexOf(minLevel);
  }

  private boolean tagWanted(Header header) {
    return tags.isEmpty()
        || header.tags().stream().anyMatch(tag -> tags.contains(tag.toLowerCase(Locale.ROOT)));
  }

  private boolean pathWanted(String path) {
    return (include.isEmpty() || matchesAny(include, path)) && !matchesAny(exclude, path);
  }

  private static boolean matchesAny(List<String> globs, String path) {
    Path asPath = Path.of(path);
    return globs.stream()
        .map(glob -> FileSystems.getDefault().getPathMatcher("glob:" + glob))
        .anyMatch((PathMatcher matcher) -> matcher.matches(asPath));
  }
}
