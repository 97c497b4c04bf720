package dev.sluice.engine.match;

import dev.sluice.engine.sigma.SourceFile;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * An event on which a judge says something else than the oracle, with the rules and the earlier
 * events that it takes.
 *
 * @param files the rules
 * @param events what one judge judged in this order; it differs on the last
 */
record Divergence(List<SourceFile> files, List<byte[]> events) {
  private static final int TRIES = 4000;

  /** The judges of a rule set. */
  record Judges(Judge oracle, Judge judge) {}

  /** Returns a small divergence of the same kind, or this when it does not happen again. */
  Divergence shrunk(Function<List<SourceFile>, Judges> judges) {
    Kind kind = kind(judges, files, events);
    if (kind.same()) {
      return this;
    }
    BiPredicate<List<SourceFile>, List<byte[]>> fails =
        (someFiles, some) -> kind(judges, someFiles, some).equals(kind);
    Shrinker shrinker = new Shrinker(TRIES);
    byte[] last = events.get(events.size() - 1);
    List<byte[]> before = events.subList(0, events.size() - 1);
    List<byte[]> history =
        fails.test(files, List.of(last))
            ? List.of()
            : shrinker.shrink(before, some -> fails.test(files, and(some, last)));
    List<SourceFile> fewer = shrinker.shrink(files, some -> fails.test(some, and(history, last)));
    List<SourceFile> shorter = shorter(fewer, some -> fails.test(some, and(history, last)));
    List<Byte> bytes =
        shrinker.shrink(boxed(last), some -> fails.test(shorter, and(history, array(some))));
    return new Divergence(shorter, and(history, array(bytes)));
  }

  /** Takes lines out of each rule. */
  private static List<SourceFile> shorter(
      List<SourceFile> files, Predicate<List<SourceFile>> fails) {
    List<SourceFile> shorter = new ArrayList<>(files);
    for (int i = 0; i < files.size(); i++) {
      int at = i;
      List<String> lines =
          new String(files.get(i).content(), StandardCharsets.UTF_8).lines().toList();
      new Shrinker(TRIES / 10)
          .shrink(
              lines,
              some -> {
                List<SourceFile> tried = new ArrayList<>(shorter);
                tried.set(at, withLines(files.get(at), some));
                boolean smaller = fails.test(tried);
                if (smaller) {
                  shorter.set(at, tried.get(at));
                }
                return smaller;
              });
    }
    return shorter;
  }

  private static SourceFile withLines(SourceFile file, List<String> lines) {
    String text = String.join("\n", lines) + "\n";
    return new SourceFile(
        file.pack(), file.path(), file.name(), text.getBytes(StandardCharsets.UTF_8));
  }

  /** Returns all of it as text that can be pasted into a test. */
  String report(Function<List<SourceFile>, Judges> judges) {
    StringBuilder text = new StringBuilder();
    for (SourceFile file : files) {
      text.append("---\n").append(new String(file.content(), StandardCharsets.UTF_8));
    }
    text.append("=== ").append(events.size()).append(" event(s), the last differs\n");
    events.forEach(event -> text.append(printable(event)).append('\n'));
    byte[] last = events.get(events.size() - 1);
    Judges both = judges.apply(files);
    text.append("=== oracle: ").append(Outcome.of(both.oracle(), last)).append('\n');
    return text.append("=== judge:  ").append(replay(both.judge(), events)).append('\n').toString();
  }

  /** What stays the same while a divergence is made smaller. */
  private record Kind(boolean same, boolean unreadable, boolean thrown) {}

  private static Kind kind(
      Function<List<SourceFile>, Judges> judges, List<SourceFile> files, List<byte[]> events) {
    Judges both = judges.apply(files);
    Outcome truth = Outcome.of(both.oracle(), events.get(events.size() - 1));
    Outcome said = replay(both.judge(), events);
    return new Kind(
        truth.equals(said), truth.kind().equals("unreadable"), said.kind().equals("thrown"));
  }

  private static Outcome replay(Judge judge, List<byte[]> events) {
    for (byte[] event : events.subList(0, events.size() - 1)) {
      Outcome.of(judge, event);
    }
    return Outcome.of(judge, events.get(events.size() - 1));
  }

  private static List<byte[]> and(List<byte[]> history, byte[] last) {
    List<byte[]> all = new ArrayList<>(history);
    all.add(last);
    return all;
  }

  private static List<Byte> boxed(byte[] bytes) {
    List<Byte> boxed = new ArrayList<>(bytes.length);
    for (byte b : bytes) {
      boxed.add(b);
    }
    return boxed;
  }

  private static byte[] array(List<Byte> bytes) {
    byte[] array = new byte[bytes.size()];
    for (int i = 0; i < array.length; i++) {
      array[i] = bytes.get(i);
    }
    return array;
  }

  /** ASCII as it is, every other byte as {@code \xHH}. */
  static String printable(byte[] bytes) {
    StringBuilder text = new StringBuilder();
    for (byte b : bytes) {
      if (b >= ' ' && b < 0x7F) {
        text.append((char) b);
      } else {
        text.append(String.format("\\x%02X", b));
      }
    }
    return text.toString();
  }
}
