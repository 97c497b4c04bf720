package dev.sluice.stream;

import dev.sluice.engine.sigma.Hashes;
import dev.sluice.engine.sigma.SourceFile;
import dev.sluice.stream.control.ManifestEntry;
import dev.sluice.stream.control.ManifestEntry.Kind;
import dev.sluice.stream.control.RuleSetManifest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * All that one version of a rule set is made of.
 *
 * @param hash names this version: that of the manifest; of files, of their names and content
 * @param manifest says what is in force of the files; null where every document of them is
 * @param files with rules, correlations and filters, each once, in the order of the rules
 * @param contents of every file that the set is made of, by SHA-256
 */
record RuleSources(
    String name,
    long version,
    String hash,
    @Nullable RuleSetManifest manifest,
    List<SourceFile> files,
    Map<String, byte[]> contents) {
  /** The kinds that are compiled together. */
  static final Set<Kind> RULES = Set.of(Kind.RULE, Kind.CORRELATION, Kind.FILTER);

  RuleSources {
    files = List.copyOf(files);
    contents = Collections.unmodifiableMap(new LinkedHashMap<>(contents));
  }

  /** The set of {@code files} and every document in them. */
  static RuleSources ofFiles(String name, long version, List<SourceFile> files) {
    String hash = Hashes.sha256(FileList.write(files));
    Map<String, byte[]> contents = new LinkedHashMap<>();
    files.forEach(file -> contents.put(Hashes.sha256(file.content()), file.content()));
    return new RuleSources(name, version, hash, null, files, contents);
  }

  /**
   * The set of {@code manifest}.
   *
   * @param contents of every file that it names, and perhaps of more
   * @throws IllegalStateException when one is missing
   */
  static RuleSources of(RuleSetManifest manifest, String hash, Map<String, byte[]> contents) {
    Map<String, byte[]> named = new LinkedHashMap<>();
    for (ManifestEntry entry : manifest.entries()) {
      byte[] content = contents.get(entry.sha256());
      if (content == null) {
        throw new IllegalStateException("no source of " + entry.path() + " in " + manifest.name());
      }
      named.put(entry.sha256(), content);
    }
    List<SourceFile> files = files(manifest, entry -> RULES.contains(entry.kind()), named);
    return new RuleSources(manifest.name(), manifest.version(), hash, manifest, files, named);
  }

  /** The files of the entries that {@code wanted} takes, each once; none without a manifest. */
  List<SourceFile> files(Predicate<ManifestEntry> wanted) {
    return manifest == null ? List.of() : files(manifest, wanted, contents);
  }

  private static List<SourceFile> files(
      RuleSetManifest manifest, Predicate<ManifestEntry> wanted, Map<String, byte[]> contents) {
    Set<SourceFile> files = new LinkedHashSet<>();
    for (ManifestEntry entry : manifest.entries()) {
      byte[] content = contents.get(entry.sha256());
      if (wanted.test(entry) && content != null) {
        files.add(entry.file(content));
      }
    }
    return new ArrayList<>(files);
  }
}
