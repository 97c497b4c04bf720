package dev.sluice.engine.event;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Tells from the bytes of an event that it is no record of several, without reading it. Immutable.
 *
 * <p>Invariant: it may say that an event is one that is none, never the other way about. So it
 * looks for the last part of a name with any blanks in it, and takes every escape for one.
 */
final class JoinProbe {
  private final List<byte[]> names;

  private JoinProbe(List<byte[]> names) {
    this.names = List.copyOf(names);
  }

  /** Returns a probe for events of {@code schemas}. */
  static JoinProbe of(List<Schema> schemas) {
    List<byte[]> names = new ArrayList<>();
    for (Schema schema : schemas) {
      if (schema.join() != null) {
        for (Path path : schema.join().id()) {
          List<String> parts = path.segments();
          String last = parts.isEmpty() ? "" : parts.get(parts.size() - 1);
          names.add(last.replace(" ", "").getBytes(StandardCharsets.UTF_8));
        }
      }
    }
    return new JoinProbe(names);
  }

  /** Returns whether {@code bytes} may be a record of several. */
  boolean mayJoin(byte[] bytes) {
    if (names.isEmpty()) {
      return false;
    }
    for (int i = 0; i < bytes.length - 1; i++) {
      byte at = bytes[i];
      if (at == '\\' ? bytes[i + 1] == 'u' : (at == '"' || at == '.') && nameEndsAt(bytes, i + 1)) {
        return true;
      }
    }
    return false;
  }

  private boolean nameEndsAt(byte[] bytes, int from) {
    for (byte[] name : names) {
      int matched = 0;
      int at = from;
      while (at < bytes.length && matched < name.length && isNext(bytes[at], name[matched])) {
        matched += bytes[at] == ' ' ? 0 : 1;
        at++;
      }
      while (at < bytes.length && bytes[at] == ' ') {
        at++;
      }
      if (matched == name.length && at < bytes.length && bytes[at] == '"') {
        return true;
      }
    }
    return false;
  }

  private static boolean isNext(byte found, byte expected) {
    return found == expected || found == ' ';
  }
}
