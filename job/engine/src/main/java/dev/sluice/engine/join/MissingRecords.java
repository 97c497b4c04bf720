package dev.sluice.engine.join;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the records of an audit event say of others that are not there.
 *
 * <p>{@code SYSCALL} when there is a record that only a system call brings; {@code EXECVE} when a
 * program was started without a failure and its arguments are not there, or fewer than {@code
 * argc}; {@code PATH} when there are fewer than the call's {@code items}. That {@code EOE} is
 * missing says nothing: many shippers drop it.
 */
final class MissingRecords {
  private static final JsonFactory JSON = new JsonFactory();
  private static final int MAX_DIGITS = 6;

  /** Types that come with a system call and never without. */
  private static final Set<String> OF_CALL =
      Set.of(
          "EXECVE",
          "PATH",
          "CWD",
          "PROCTITLE",
          "SOCKADDR",
          "SOCKETCALL",
          "BPRM_FCAPS",
          "CAPSET",
          "MMAP",
          "IPC",
          "OBJ_PID",
          "FD_PAIR");

  /** The numbers of execve and execveat by architecture, as the kernel writes it. */
  private static final Map<String, Set<String>> STARTS =
      Map.of(
          "c000003e", Set.of("59", "322"),
          "40000003", Set.of("11", "358"),
          "c00000b7", Set.of("221", "281"),
          "40000028", Set.of("11", "387"),
          "c0000015", Set.of("11", "362"),
          "80000016", Set.of("11", "354"));

  private MissingRecords() {}

  /** Returns the types of records that are missing or not complete, in a fixed order. */
  static List<String> of(List<PendingEvent.Part> parts) {
    List<String> missing = new ArrayList<>(0);
    if (count(parts, "SYSCALL") == 0 && parts.stream().anyMatch(p -> OF_CALL.contains(p.type()))) {
      missing.add("SYSCALL");
    }
    Map<String, String> call = members(parts, "SYSCALL");
    Map<String, String> arguments = members(parts, "EXECVE");
    boolean started = isStart(call) && !"no".equals(call.get("success"));
    if ((started && arguments.isEmpty()) || !hasAll(arguments)) {
      missing.add("EXECVE");
    }
    if (count(parts, "PATH") < number(call.get("items"))) {
      missing.add("PATH");
    }
    return missing;
  }

  private static long count(List<PendingEvent.Part> parts, String type) {
    return parts.stream().filter(part -> part.type().equals(type)).count();
  }

  private static boolean isStart(Map<String, String> call) {
    String name = call.getOrDefault("SYSCALL", call.getOrDefault("syscall", ""));
    if (name.equals("execve") || name.equals("execveat")) {
      return true;
    }
    String arch = call.getOrDefault("arch", "").toLowerCase(Locale.ROOT);
    String hex = arch.startsWith("0x") ? arch.substring(2) : arch;
    return STARTS.getOrDefault(hex, Set.of()).contains(call.getOrDefault("syscall", ""));
  }

  /** A long argument stands in pieces: {@code a1[0]}, {@code a1[1]}. */
  private static boolean hasAll(Map<String, String> arguments) {
    for (int i = 0; i < number(arguments.get("argc")); i++) {
      if (!arguments.containsKey("a" + i) && !arguments.containsKey("a" + i + "[0]")) {
        return false;
      }
    }
    return true;
  }

  private static int number(@Nullable String text) {
    boolean whole =
        text != null
            && !text.isEmpty()
            && text.length() <= MAX_DIGITS
            && text.chars().allMatch(c -> c >= '0' && c <= '9');
    return whole ? Integer.parseInt(text) : 0;
  }

  /** The members of all records of {@code type}: a long command line stands in several. */
  private static Map<String, String> members(List<PendingEvent.Part> parts, String type) {
    Map<String, String> members = new HashMap<>();
    for (PendingEvent.Part part : parts) {
      if (part.type().equals(type)) {
        add(part.bytes(), members);
      }
    }
    return members;
  }

  private static void add(byte[] bytes, Map<String, String> members) {
    try (JsonParser json = JSON.createParser(bytes)) {
      json.nextToken();
      for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
        JsonToken value = json.nextToken();
        if (value.isScalarValue()) {
          members.putIfAbsent(name, json.getText());
        } else {
          json.skipChildren();
          members.putIfAbsent(name, "");
        }
      }
    } catch (IOException e) {
      throw new IllegalStateException("a record that has been read cannot be read again", e);
    }
  }
}
