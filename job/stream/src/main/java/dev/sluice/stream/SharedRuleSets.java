package dev.sluice.stream;

import dev.sluice.engine.match.RuleIndex;
import dev.sluice.engine.match.RuleSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * Compiled rule sets that the subtasks of one JVM share: compiled by the first that asks, dropped
 * with the last lease.
 *
 * <p>Static, and so one for each user-code class loader. Whoever comes while a set is being
 * compiled waits for it; nobody else waits. The compiler of some settings lives as long as a set
 * that it made, and keeps what it knows of files that stay the same.
 */
final class SharedRuleSets {
  private static final int ID_DIGITS = 16;

  // guarded by ENTRIES
  private static final Map<Key, Entry> ENTRIES = new HashMap<>();
  private static final Map<RuleSettings, RuleSourcesCompiler> COMPILERS = new HashMap<>();

  private SharedRuleSets() {}

  /** All that a compiled set depends on. */
  private record Key(String name, long version, String hash, RuleSettings settings) {}

  /** A compiled set and its index. */
  private record Made(RuleSourcesCompiler.Compilation compilation, RuleIndex index) {}

  private static final class Entry {
    private final CompletableFuture<Made> made = new CompletableFuture<>();
    private int leases;

    boolean isMade() {
      return made.isDone() && !made.isCompletedExceptionally();
    }

    Made await() {
      try {
        return made.join();
      } catch (CompletionException e) {
        throw new IllegalStateException("the rule set does not compile", e.getCause());
      }
    }
  }

  /** The right to use one compiled set until it is closed. */
  static final class Lease implements AutoCloseable {
    private final Key key;
    private final Entry entry;
    private final Made made;
    private boolean closed;

    private Lease(Key key, Entry entry) {
      this.key = key;
      this.entry = entry;
      this.made = entry.await();
    }

    RuleSourcesCompiler.Compilation compilation() {
      return made.compilation();
    }

    RuleSet ruleSet() {
      return made.compilation().set().ruleSet();
    }

    RuleIndex index() {
      return made.index();
    }

    /** Hash of the sources that it was compiled from. */
    String hash() {
      return key.hash();
    }

    /** The first 64 bits of {@link #hash}; other than 0. */
    long id() {
      return Long.parseUnsignedLong(key.hash(), 0, ID_DIGITS, 16) | 1;
    }

    @Override
    public void close() {
      synchronized (ENTRIES) {
        if (!closed) {
          closed = true;
          release(key, entry);
        }
      }
    }
  }

  /**
   * Returns a lease of the newest compiled set of {@code settings} that somebody holds; null when
   * there is none.
   */
  static @Nullable Lease newest(RuleSettings settings) {
    synchronized (ENTRIES) {
      return ENTRIES.entrySet().stream()
          .filter(held -> held.getKey().settings().equals(settings))
          .filter(held -> held.getValue().isMade())
          .max(Comparator.comparingLong(held -> held.getKey().version()))
          .map(held -> leaseOf(held.getKey(), held.getValue()))
          .orElse(null);
    }
  }

  private static Lease leaseOf(Key key, Entry made) {
    made.leases++;
    return new Lease(key, made);
  }

  /** Returns the compiler of {@code settings} that all share who have one. */
  static RuleSourcesCompiler compiler(RuleSettings settings) {
    synchronized (ENTRIES) {
      RuleSourcesCompiler shared = COMPILERS.get(settings);
      return shared == null ? new RuleSourcesCompiler(settings) : shared;
    }
  }

  /**
   * Returns a lease of {@code update}, which is compiled here when nobody holds one.
   *
   * @param update complete
   * @param before a lease of a set with the same settings, of whose index the new one takes over
   *     what did not change; null when there is none
   */
  static Lease lease(RuleSetUpdate update, RuleSettings settings, @Nullable Lease before) {
    RuleManifest manifest = update.manifest();
    Key key = new Key(manifest.name(), manifest.version(), manifest.hash(), settings);
    return lease(
        key, () -> compiler(settings).compile(update.sources()), compiler(settings), before);
  }

  /** The same of a set that has been compiled by {@code compiler}. */
  static Lease lease(
      RuleSources sources,
      RuleSettings settings,
      RuleSourcesCompiler compiler,
      RuleSourcesCompiler.Compilation compilation,
      @Nullable Lease before) {
    Key key = new Key(sources.name(), sources.version(), sources.hash(), settings);
    return lease(key, () -> compilation, compiler, before);
  }

  private interface Work {
    RuleSourcesCompiler.Compilation compile();
  }

  private static Lease lease(
      Key key, Work work, RuleSourcesCompiler compiler, @Nullable Lease before) {
    Entry entry;
    boolean mine;
    synchronized (ENTRIES) {
      Entry known = ENTRIES.get(key);
      mine = known == null;
      entry = known == null ? new Entry() : known;
      ENTRIES.put(key, entry);
      COMPILERS.putIfAbsent(key.settings(), compiler);
      entry.leases++;
    }
    try {
      if (mine) {
        make(entry, key.settings(), work, before);
      }
      return new Lease(key, entry);
    } catch (RuntimeException | Error e) {
      synchronized (ENTRIES) {
        release(key, entry);
      }
      throw e;
    }
  }

  private static void make(Entry entry, RuleSettings settings, Work work, @Nullable Lease before) {
    try {
      RuleSourcesCompiler.Compilation compilation = work.compile();
      entry.made.complete(new Made(compilation, index(compilation, settings, before)));
    } catch (RuntimeException | Error e) {
      entry.made.completeExceptionally(e);
    }
  }

  private static RuleIndex index(
      RuleSourcesCompiler.Compilation compilation, RuleSettings settings, @Nullable Lease before) {
    RuleSet ruleSet = compilation.set().ruleSet();
    if (before != null && before.compilation().tables().equals(compilation.tables())) {
      return before.index().update(ruleSet);
    }
    return RuleIndex.of(ruleSet, compilation.tables(), settings.decoding().limits());
  }

  private static void release(Key key, Entry entry) {
    entry.leases--;
    if (entry.leases == 0) {
      ENTRIES.remove(key, entry);
      boolean last =
          ENTRIES.keySet().stream().noneMatch(other -> other.settings().equals(key.settings()));
      if (last) {
        COMPILERS.remove(key.settings());
      }
    }
  }

  /** Number of sets that are held. */
  static int size() {
    synchronized (ENTRIES) {
      return ENTRIES.size();
    }
  }
}
