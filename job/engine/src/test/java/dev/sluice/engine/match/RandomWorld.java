package dev.sluice.engine.match;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.random.RandomGenerator;

/** What the rules and the events of one round share, small so that they meet. For one thread. */
final class RandomWorld {
  private static final List<Seed> SEEDS = lines("events.jsonl").stream().map(Seed::of).toList();
  private static final List<String> FIELDS =
      lines("fields.txt").stream()
          .filter(line -> !line.startsWith("#"))
          .map(HostileWords::unescaped)
          .toList();
  private static final List<String> SOURCES =
      List.of(
          "{product: Windows}",
          "{product: [windows, linux]}",
          "{product: windows, category: [process_creation, registry_set]}",
          "{category: process_creation}",
          "{service: [security, sysmon]}",
          "{product: windows, category: process_creation, service: SYSMON}",
          "{product: windows, service: nowhere}",
          "{product: macos, category: process_creation}",
          "{category: antivirus}");
  private static final List<String> NUMBERS =
      List.of(
          "0",
          "1",
          "-0",
          "01",
          "1.0",
          "1e0",
          "+1",
          "10",
          "12",
          "13",
          "3.5",
          "-7",
          "4688",
          "4688.0",
          "4.688e3",
          "4624",
          "0x1250",
          "99999999999999999999",
          "1e400",
          "0.1",
          "7045");

  private final RandomGenerator random;
  private final HostileWords words;
  private final List<Seed> seeds;
  private final List<String> fields = new ArrayList<>();
  private final List<String> sources = new ArrayList<>();

  /**
   * An event to begin with.
   *
   * @param place names that lead to the object that holds its data fields
   * @param admitted log sources of rules that it is admitted to, in YAML
   */
  record Seed(JsonTree.Members event, List<String> place, List<String> admitted) {
    static Seed of(String line) {
      try {
        JsonNode seed = new ObjectMapper().readTree(line);
        List<String> place = new ArrayList<>();
        seed.get("place").forEach(name -> place.add(name.textValue()));
        List<String> admitted = new ArrayList<>();
        seed.get("admitted").forEach(source -> admitted.add(source.textValue()));
        return new Seed((JsonTree.Members) JsonTree.of(seed.get("event")), place, admitted);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** Every seed. */
  static List<Seed> seeds() {
    return SEEDS;
  }

  RandomWorld(RandomGenerator random) {
    this.random = random;
    this.words = new HostileWords(random);
    this.seeds = some(SEEDS, random.nextInt(2, 8));
    fields.addAll(some(FIELDS, random.nextInt(3, 10)));
    fields.addAll(List.of("Image", "CommandLine"));
    seeds.forEach(seed -> sources.addAll(seed.admitted()));
    sources.addAll(some(SOURCES, 2));
  }

  private <T> List<T> some(List<T> all, int count) {
    List<T> chosen = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      chosen.add(all.get(random.nextInt(all.size())));
    }
    return chosen;
  }

  <T> T one(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }

  boolean oneIn(int times) {
    return random.nextInt(times) == 0;
  }

  int below(int bound) {
    return random.nextInt(bound);
  }

  HostileWords words() {
    return words;
  }

  Seed seed() {
    return one(seeds);
  }

  String field() {
    return one(fields);
  }

  String source() {
    return one(sources);
  }

  String number() {
    return one(NUMBERS);
  }

  private static List<String> lines(String file) {
    try (InputStream in =
        Objects.requireNonNull(RandomWorld.class.getResourceAsStream("/equality/" + file))) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return text.lines().filter(line -> !line.isBlank()).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
