package dev.sluice.stream;

import dev.sluice.engine.sigma.Hashes;
import dev.sluice.engine.sigma.SourceFile;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A verified rule set with its sources: complete, so that it needs nothing that went before.
 *
 * @param blobs for each SHA-256 in the manifest the content as {@link RuleBlob} stores it
 */
public record RuleSetUpdate(RuleManifest manifest, Map<String, byte[]> blobs)
    implements Serializable {

  public RuleSetUpdate {
    blobs = Map.copyOf(blobs);
  }

  /** The set of {@code files}, whose compilation has {@code hash}. */
  static RuleSetUpdate of(String name, long version, String hash, List<SourceFile> files) {
    List<RuleEntry> entries = new ArrayList<>();
    Map<String, byte[]> blobs = new LinkedHashMap<>();
    for (SourceFile file : files) {
      String sha256 = Hashes.sha256(file.content());
      entries.add(new RuleEntry(file.pack(), file.path(), file.name(), sha256));
      blobs.computeIfAbsent(sha256, key -> RuleBlob.deflate(file.content()));
    }
    return new RuleSetUpdate(new RuleManifest(name, version, hash, entries), blobs);
  }

  /**
   * The files of the set, in the order of the manifest.
   *
   * @throws IllegalStateException when a blob is missing or damaged
   */
  List<SourceFile> files() {
    List<SourceFile> files = new ArrayList<>();
    for (RuleEntry entry : manifest.entries()) {
      byte[] blob = blobs.get(entry.sha256());
      if (blob == null) {
        throw new IllegalStateException("no source of " + entry.name() + " in " + this);
      }
      byte[] content = RuleBlob.inflate(blob);
      files.add(new SourceFile(entry.pack(), entry.path(), entry.name(), content));
    }
    return files;
  }

  @Override
  public String toString() {
    return "rule set " + manifest.name() + " version " + manifest.version();
  }
}
