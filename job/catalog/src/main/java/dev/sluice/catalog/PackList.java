package dev.sluice.catalog;

import dev.sluice.catalog.data.Pack;
import dev.sluice.catalog.data.RefusedLine;
import dev.sluice.catalog.data.RuleLine;
import dev.sluice.catalog.data.RuleLine.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The packs, by what they say of themselves and what is loaded of them. */
final class PackList {

  private PackList() {}

  static List<Pack> of(List<PackContent> packs, List<RuleLine> rules, List<RefusedLine> refused) {
    Map<String, PackContent> byKey = new TreeMap<>();
    packs.forEach(pack -> byKey.putIfAbsent(pack.key(), pack));
    List<Pack> all = new ArrayList<>();
    byKey.forEach(
        (key, pack) -> {
          Map<String, String> said = pack.said();
          all.add(
              new Pack(
                  key,
                  said.getOrDefault("name", key),
                  said.getOrDefault("source", ""),
                  said.getOrDefault("licence", ""),
                  said.getOrDefault("commit", ""),
                  count(rules, key, Kind.RULE),
                  count(rules, key, Kind.CORRELATION),
                  count(rules, key, Kind.FILTER),
                  (int) refused.stream().filter(line -> line.pack().equals(key)).count()));
        });
    return all;
  }

  private static int count(List<RuleLine> rules, String pack, Kind kind) {
    return (int)
        rules.stream().filter(line -> line.pack().equals(pack) && line.kind() == kind).count();
  }
}
