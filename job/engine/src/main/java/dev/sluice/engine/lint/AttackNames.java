package dev.sluice.engine.lint;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The names of tactics and techniques, as {@code attack-names.txt} says. Immutable. */
final class AttackNames {

  private final List<AttackTactic> tactics = new ArrayList<>();
  private final Map<String, String> names = new HashMap<>();

  /** By technique the tactic to which it went when its old one was parted. */
  private final Map<String, String> moved = new HashMap<>();

  AttackNames() {
    ResourceLines.of("attack-names.txt").forEach(this::add);
  }

  private void add(String line) {
    String[] words = line.split(" ", -1);
    switch (words[0]) {
      case "@" ->
          tactics.add(
              new AttackTactic(words[1], words[2], line.split(" ", 4)[3], List.<String>of()));
      case "~" -> rename(words[1], words[2]);
      case "+" -> {
        for (int i = 2; i < words.length; i++) {
          moved.put(words[i], words[1]);
        }
      }
      default -> names.put(words[0], line.substring(words[0].length() + 1));
    }
  }

  private void rename(String old, String word) {
    tactics.replaceAll(
        tactic ->
            tactic.word().equals(word)
                ? new AttackTactic(word, tactic.id(), tactic.name(), List.of(old))
                : tactic);
  }

  String name(String id) {
    return names.getOrDefault(id, "");
  }

  List<AttackTactic> tactics() {
    return List.copyOf(tactics);
  }

  @Nullable AttackTactic tactic(String word) {
    return tactics.stream()
        .filter(tactic -> tactic.word().equals(word) || tactic.formerly().contains(word))
        .findFirst()
        .orElse(null);
  }

  /** Which part of the parted tactic {@code id} serves. */
  String partOf(String id) {
    return moved.getOrDefault(id, "stealth");
  }
}
