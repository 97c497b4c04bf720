package dev.sluice.bench.e2e;

import dev.sluice.bench.e2e.ChaosEvents.Strange;
import dev.sluice.bench.e2e.ChaosScenario.Kind;
import dev.sluice.bench.e2e.ChaosScenario.Trouble;
import dev.sluice.engine.sigma.SourceFile;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Events that are none, or strange ones. */
final class InputTroubles {
  private static final int PARTITIONS = 4;
  private static final int MIB = 1 << 20;
  private static final int DEPTH = 10_000;
  private static final String TIME = "\"EventTime\":\"";
  private static final int TIME_CHARS = "2026-11-21T09:00:00".length();

  private InputTroubles() {}

  static List<ChaosScenario> all() {
    return List.of(
        calm("poison-random-bytes", "1 % are random bytes", poison(100, seeded(Poison::random))),
        calm("poison-at-size-limit", "around 1 MiB, and 3 MiB", poison(250, always(Poison::large))),
        calm("poison-deep-json", "10,000 levels deep", poison(50, always(Poison::deep))),
        calm(
            "poison-nul-and-utf8",
            "NUL, invalid UTF-8, nothing",
            poison(20, always(Poison::invalid))),
        calm("poison-cut-json", "cut anywhere", seededCuts()),
        ChaosScenario.of(
            Kind.INPUT, "poison-with-kill", "half are none, and a kill -9", InputTroubles::kill),
        calm("clock-far-future", "1 % are of 2099", clock("2099-01-01T00:00:00")),
        calm("clock-far-past", "1 % are of 1999", clock("1999-12-31T23:59:59")),
        calm("clock-never-set", "1 % are of 0001", clock("0001-01-01T00:00:00")),
        calm("clock-without-meaning", "1 % have no date there", clock("2026-13-45T99:99:99")),
        calm("clock-of-partition-stands", "one stays at its time", InputTroubles::stands),
        calm("hot-host", "nine of ten of one host", InputTroubles::hotHost),
        calm("partition-awakes", "one was empty for long", InputTroubles::awakes));
  }

  private static ChaosScenario calm(String name, String what, Trouble trouble) {
    return ChaosScenario.calm(Kind.INPUT, name, what, trouble);
  }

  /** Bytes that are no event. */
  private static final class Poison {
    static byte[] random(int number, long seed) {
      byte[] bytes = new byte[1 + Math.floorMod(number, 300)];
      new Random(seed + number).nextBytes(bytes);
      return bytes;
    }

    /** One byte below, at and above what a reader takes, and more than that. */
    static byte[] large(int number) {
      int length = List.of(MIB - 1, MIB, MIB + 1, 3 * MIB).get(number / 250 % 4);
      byte[] bytes = new byte[length];
      Arrays.fill(bytes, (byte) ' ');
      byte[] event = "{\"EventID\":1,\"Hostname\":\"large\"}".getBytes(StandardCharsets.UTF_8);
      System.arraycopy(event, 0, bytes, 0, event.length);
      return bytes;
    }

    static byte[] deep(int number) {
      String open = number % 2 == 0 ? "{\"a\":" : "[";
      String close = number % 2 == 0 ? "}" : "]";
      String text = "{\"deep\":" + open.repeat(DEPTH) + number + close.repeat(DEPTH) + "}";
      return text.getBytes(StandardCharsets.UTF_8);
    }

    static byte[] invalid(int number) {
      return switch (number / 20 % 4) {
        case 0 -> new byte[0];
        case 1 -> new byte[100];
        case 2 -> around(new byte[] {(byte) 0xC3, (byte) 0x28});
        default -> around(new byte[] {0});
      };
    }

    private static byte[] around(byte[] inside) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      out.writeBytes("{\"Hostname\":\"".getBytes(StandardCharsets.UTF_8));
      out.writeBytes(inside);
      out.writeBytes("\"}".getBytes(StandardCharsets.UTF_8));
      return out.toByteArray();
    }

    private Poison() {}
  }

  /** Bytes of an event by its number and a seed. */
  private interface Seeded {
    byte[] bytes(int number, long seed);
  }

  private static Making always(IntFunction<byte[]> bytes) {
    return scene -> bytes;
  }

  private static Making seeded(Seeded bytes) {
    return scene -> {
      int seed = scene.draws().number(0, Integer.MAX_VALUE - 1);
      return number -> bytes.bytes(number, seed);
    };
  }

  /** Makes what makes events. */
  private interface Making {
    IntFunction<byte[]> of(Scene scene);
  }

  private static Trouble poison(int oneOf, Making making) {
    return scene -> {
      IntFunction<byte[]> bytes = making.of(scene);
      scene.events((number, usual) -> number % oneOf == 0 ? bytes.apply(number) : null);
      scene.pass(scene.draws().seconds(3, 5));
      scene.usualEvents();
    };
  }

  private static Trouble seededCuts() {
    return scene -> {
      int seed = scene.draws().number(0, Integer.MAX_VALUE - 1);
      scene.events(
          (number, usual) ->
              number % 10 == 0
                  ? Arrays.copyOf(usual, new Random((long) seed + number).nextInt(usual.length))
                  : null);
      scene.pass(scene.draws().seconds(3, 5));
      scene.usualEvents();
    };
  }

  private static void kill(Scene scene) throws Exception {
    String victim = scene.taskManager();
    scene.events((number, usual) -> number % 2 == 0 ? Poison.random(number, 1) : null);
    scene.pass(scene.draws().millis(500, 2000));
    scene.kill(victim);
    scene.start(victim);
    scene.usualEvents();
  }

  private static Trouble clock(String time) {
    return scene -> {
      scene.events((number, usual) -> number % 100 == 0 ? at(time, number) : null);
      scene.pass(scene.draws().seconds(3, 5));
      scene.usualEvents();
    };
  }

  /** Fires rules that no correlation looks at. */
  private static byte[] at(String time, int number) {
    return """
    {"Hostname":"WS-%04d.harbour.example","EventTime":"%s","SourceName":"Microsoft-Windows-Sysmon",\
    "Channel":"Microsoft-Windows-Sysmon/Operational","EventID":1,"Image":"C:\\\\clock.exe",\
    "CommandLine":"clock.exe alpha beta gamma %d","ProcessId":7}\
    """
        .formatted(number % 500, time + "Z", number)
        .getBytes(StandardCharsets.UTF_8);
  }

  /** The partition's events are all of one time, those of the others go on. */
  private static void stands(Scene scene) throws Exception {
    int partition = scene.draws().number(0, PARTITIONS - 1);
    String time =
        timeOf(scene.job().events().event(scene.job().stage().flow().next() / 10 * 10 + 5));
    scene.events(
        new Strange() {
          @Override
          public byte @Nullable [] event(int number, byte[] usual) {
            return number % 8 == 0 ? at(time, number) : null;
          }

          @Override
          public Integer partition(int number) {
            return number % 8 == 0 ? partition : others(number, partition);
          }
        });
    scene.pass(scene.draws().seconds(10, 14));
    scene.usualEvents();
  }

  /** The time of an event, or of the first made one where it states none. */
  private static String timeOf(byte[] event) {
    String text = new String(event, StandardCharsets.UTF_8);
    int at = text.indexOf(TIME);
    return at < 0
        ? "2026-11-21T09:00:00"
        : text.substring(at + TIME.length(), at + TIME.length() + TIME_CHARS);
  }

  private static void hotHost(Scene scene) throws Exception {
    oneHost(scene);
    scene.pass(scene.draws().seconds(4, 6));
    scene.usualEvents();
  }

  /** From here on nine of ten events are of one host, whose alerts are more than its budget. */
  static void oneHost(Scene scene) {
    for (SourceFile file : List.of(TestRules.KEPT, TestRules.CHANGED.get(0), TestRules.MODED)) {
      scene.job().overflowing().add(TestRules.header(file).id());
    }
    scene.events(
        new Strange() {
          @Override
          public byte @Nullable [] event(int number, byte[] usual) {
            return number % 10 == 0 ? null : ofOneHost(usual);
          }

          @Override
          public boolean staysWatched() {
            return true;
          }
        });
  }

  private static byte[] ofOneHost(byte[] event) {
    return new String(event, StandardCharsets.UTF_8)
        .replaceFirst("\"Hostname\":\"WS-\\d+", "\"Hostname\":\"WS-0001")
        .getBytes(StandardCharsets.UTF_8);
  }

  /** One gets nothing until it counts as idle, and then as much as all. */
  private static void awakes(Scene scene) throws Exception {
    int partition = scene.draws().number(0, PARTITIONS - 1);
    scene.events(
        new Strange() {
          @Override
          public byte @Nullable [] event(int number, byte[] usual) {
            return null;
          }

          @Override
          public Integer partition(int number) {
            return others(number, partition);
          }
        });
    scene.pass(scene.draws().seconds(14, 17));
    scene.usualEvents();
    scene.pass(scene.draws().seconds(2, 4));
  }

  private static int others(int number, int partition) {
    return (partition + 1 + number % (PARTITIONS - 1)) % PARTITIONS;
  }
}
