package dev.sluice.stream;

import dev.sluice.engine.event.EventTables;
import dev.sluice.engine.match.CompiledRuleSet;
import dev.sluice.engine.match.RuleIndex;
import dev.sluice.engine.match.RuleSet;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Compiled rule sets that the subtasks of one JVM share: compiled by the first that asks, dropped
 * with the last lease.
 *
 * <p>Static, and so one for each user-code class loader. Whoever comes while a set is being
 * compiled waits for it.
 */
final class SharedRuleSets {
  private static final Map<Key, Entry> ENTRIES = new HashMap<>();

  private SharedRuleSets() {}

  /** All that a compiled set depends on. */
  record Key(RuleManifest manifest, RuleSettings settings) {}

  /** The right to use one compiled set until it is closed. */
  static final class Lease implements AutoCloseable {
    private final Key key;
    private final Entry entry;
    private boolean closed;

    private Lease(Key key, Entry entry) {
      this.key = key;
      this.entry = entry;
    }

    CompiledRuleSet compiled() {
      return entry.compiled;
    }

    RuleSet ruleSet() {
      return entry.compiled.ruleSet();
    }

    RuleIndex index() {
      return entry.index;
    }

    @Override
    public void close() {
      synchronized (ENTRIES) {
        if (!closed) {
          closed = true;
          entry.leases--;
          if (entry.leases == 0) {
            ENTRIES.remove(key);
          }
        }
      }
    }
  }

  private static final class Entry {
    private final CompiledRuleSet compiled;
    private final RuleIndex index;
    private int leases;

    Entry(CompiledRuleSet compiled, RuleIndex index) {
      this.compiled = compiled;
      this.index = index;
    }
  }

  /** Returns a lease of the set of {@code key}; {@code compile} is called when nobody holds one. */
  static Lease lease(Key key, Supplier<CompiledRuleSet> compile) {
    return lease(key, compile, null);
  }

  /**
   * The same.
   *
   * @param before a lease of a set with the same settings, of whose index the new one takes over
   *     what did not change; null when there is none
   */
  static Lease lease(Key key, Supplier<CompiledRuleSet> compile, @Nullable Lease before) {
    synchronized (ENTRIES) {
      Entry entry = ENTRIES.get(key);
      if (entry == null) {
        CompiledRuleSet compiled = compile.get();
        entry = new Entry(compiled, index(compiled.ruleSet(), key.settings(), before));
        ENTRIES.put(key, entry);
      }
      entry.leases++;
      return new Lease(key, entry);
    }
  }

  private static RuleIndex index(RuleSet ruleSet, RuleSettings settings, @Nullable Lease before) {
    if (before != null && before.key.settings().equals(settings)) {
      return before.index().update(ruleSet);
    }
    EventTables tables = settings.decoding().eventTables();
    return RuleIndex.of(ruleSet, tables, settings.decoding().limits());
  }

  /** Number of sets that are held. */
  static int size() {
    synchronized (ENTRIES) {
      return ENTRIES.size();
    }
  }
}
