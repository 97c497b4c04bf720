package dev.sluice.stream;

import dev.sluice.engine.event.CaseFold;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Into which groups hosts fall of which coverage is said, in the order in which they are asked.
 *
 * @param groups none for one group of all hosts; those that fall into none are another one
 */
record HostGroups(List<Group> groups) implements Serializable {
  static final int MOST = 64;

  /** The group of all hosts, when there is no other. */
  static final String ALL = "all";

  /** The group of hosts that fall into no other. */
  static final String OTHER = "other";

  /** One group. */
  static final HostGroups NONE = new HostGroups(List.of());

  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,62}");

  HostGroups {
    groups = List.copyOf(groups);
  }

  /**
   * A group of hosts.
   *
   * @param globs of names as events are keyed by them: {@code *} is any text, {@code ?} a character
   */
  record Group(String name, List<String> globs) implements Serializable {
    Group {
      globs = List.copyOf(globs);
    }
  }

  /**
   * Reads groups of the form {@code NAME=GLOB,GLOB}.
   *
   * @throws IllegalArgumentException when one has another form, or there are too many
   */
  static HostGroups parse(List<String> texts) {
    List<Group> groups = new ArrayList<>();
    Set<String> names = new HashSet<>(Set.of(OTHER));
    for (String text : texts) {
      int equals = text.indexOf('=');
      String name = equals < 0 ? "" : text.substring(0, equals);
      List<String> globs = List.of(CaseFold.fold(text.substring(equals + 1)).split(",", -1));
      if (!NAME.matcher(name).matches() || globs.contains("")) {
        throw new IllegalArgumentException(
            "host group '" + text + "': expected NAME=GLOB,GLOB with a lower case name");
      }
      if (!names.add(name)) {
        throw new IllegalArgumentException("there are two host groups '" + name + "'");
      }
      groups.add(new Group(name, globs));
    }
    if (groups.size() >= MOST) {
      throw new IllegalArgumentException(
          groups.size() + " host groups: expected " + (MOST - 1) + " at most");
    }
    return new HostGroups(groups);
  }

  /** The names of all groups. */
  List<String> names() {
    if (groups.isEmpty()) {
      return List.of(ALL);
    }
    List<String> names = new ArrayList<>();
    groups.forEach(group -> names.add(group.name()));
    names.add(OTHER);
    return names;
  }

  /** Returns the place in {@link #names()} of the group of a host. */
  int of(String host) {
    for (int i = 0; i < groups.size(); i++) {
      if (groups.get(i).globs().stream().anyMatch(glob -> matches(glob, host))) {
        return i;
      }
    }
    return groups.size();
  }

  /** The last star takes more while what follows it does not match: no two stars ever go back. */
  private static boolean matches(String glob, String host) {
    int at = 0;
    int star = -1;
    int retry = 0;
    for (int i = 0; i < host.length(); ) {
      char c = at < glob.length() ? glob.charAt(at) : 0;
      if (at < glob.length() && c == '*') {
        star = at++;
        retry = i;
      } else if (at < glob.length() && (c == '?' || c == host.charAt(i))) {
        at++;
        i++;
      } else if (star >= 0) {
        at = star + 1;
        i = ++retry;
      } else {
        return false;
      }
    }
    while (at < glob.length() && glob.charAt(at) == '*') {
      at++;
    }
    return at == glob.length();
  }
}
