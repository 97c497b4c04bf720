package dev.sluice.engine.event;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which members of a document are read: all of them, or those on given paths.
 *
 * <p>Invariant: a path of a projection finds the same in the document read through it as in the
 * whole document.
 */
final class Projection {
  /** Reads every member. */
  static final Projection ALL = new Projection();

  /** By name without spaces: a path finds a member whose name is its own but for spaces. */
  private final Map<String, Projection> members = new HashMap<>();

  private Projection() {}

  /**
   * Returns the projection that reads what stands on {@code paths}; a path must not hold {@code *}.
   */
  static Projection onto(Collection<Path> paths) {
    Projection root = new Projection();
    for (Path path : paths) {
      root.add(path.segments());
    }
    return root;
  }

  /** Returns the projection of the member {@code name}, or null when the member is not read. */
  @Nullable Projection member(String name) {
    return this == ALL ? ALL : members.get(spaceless(name));
  }

  /** Adds every way to cut the path into names, for a name may hold dots. */
  private void add(List<String> segments) {
    for (int to = 1; to <= segments.size(); to++) {
      String name = String.join(".", segments.subList(0, to));
      members
          .computeIfAbsent(spaceless(name), key -> new Projection())
          .add(segments.subList(to, segments.size()));
    }
  }

  private static String spaceless(String name) {
    return name.replace(" ", "");
  }
}
