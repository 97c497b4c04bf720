package dev.sluice.engine.match;

import dev.sluice.engine.event.Event;
import java.util.List;

/** Judges events by one rule set. Implementations are safe for use by several threads. */
public interface Matcher {

  /** The rules that fire on {@code event}, in the order of the rule set; empty when none does. */
  List<Match> match(Event event);

  /** The rules that may fire on {@code event} by its log source, fired or not. */
  int admitted(Event event);

  /** The rule set this matcher judges by. */
  RuleSet ruleSet();
}
