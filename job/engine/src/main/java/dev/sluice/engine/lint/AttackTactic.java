package dev.sluice.engine.lint;

import java.util.List;

/**
 * A tactic of MITRE ATT&amp;CK.
 *
 * @param word what tags call it: {@code initial-access}
 * @param formerly words of older versions
 */
public record AttackTactic(String word, String id, String name, List<String> formerly) {

  public AttackTactic {
    formerly = List.copyOf(formerly);
  }
}
