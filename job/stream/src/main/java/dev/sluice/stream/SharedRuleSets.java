package dev.sluice.stream;

import dev.sluice.engine.match.CompiledRuleSet;
import dev.sluice.engine.match.Matcher;
import dev.sluice.engine.match.ScanMatcher;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

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

    Matcher matcher() {
      return entry.matcher;
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
    private final Matcher matcher;
    private int leases;

    Entry(CompiledRuleSet compiled) {
      this.compiled = compiled;
      this.matcher = new ScanMatcher(compiled.ruleSet());
    }
  }

  /** Returns a lease of the set of {@code key}; {@code compile} is called when nobody holds one. */
  static Lease lease(Key key, Supplier<CompiledRuleSet> compile) {
    synchronized (ENTRIES) {
      Entry entry = ENTRIES.get(key);
      if (entry == null) {
        entry = new Entry(compile.get());
        ENTRIES.put(key, entry);
      }
      entry.leases++;
      return new Lease(key, entry);
    }
  }

  /** Number of sets that are held. */
  static int size() {
    synchronized (ENTRIES) {
      return ENTRIES.size();
    }
  }
}
