package dev.sluice.stream;

import dev.sluice.engine.sigma.SourceFile;
import dev.sluice.stream.control.ManifestLimits;
import dev.sluice.stream.control.Reading;
import dev.sluice.stream.control.RuleSetManifest;
import java.io.Serializable;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A verified rule set with its sources: complete, or without the segments that its reader has from
 * the set before.
 *
 * @param segments content of the manifest's segments by name, as {@link RuleSegment} stores it
 */
public record RuleSetUpdate(RuleManifest manifest, Map<String, byte[]> segments)
    implements Serializable {
  private static final int MAX_SEGMENTS = 32;

  /** Of what is in state every manifest was admitted once. */
  private static final ManifestLimits ANY_SIZE =
      new ManifestLimits(256 << 20, Integer.MAX_VALUE, Integer.MAX_VALUE);

  public RuleSetUpdate {
    segments = Map.copyOf(segments);
  }

  /** The set of {@code sources}, which compile to {@code rulesHash}. */
  static RuleSetUpdate of(RuleSources sources, String rulesHash) {
    return of(sources, rulesHash, null);
  }

  /**
   * The same.
   *
   * @param before the complete set that it takes the place of, whose segments it goes on with: what
   *     is new makes a new one, those that nobody names are left out, and once there are many or
   *     most of them is not named all is stored anew
   */
  static RuleSetUpdate of(RuleSources sources, String rulesHash, @Nullable RuleSetUpdate before) {
    Map<String, byte[]> missing = new LinkedHashMap<>(sources.contents());
    Map<String, byte[]> kept = new LinkedHashMap<>();
    if (before != null) {
      for (String name : before.manifest().segments()) {
        byte[] segment = before.segment(name);
        Set<String> held = RuleSegment.unpack(segment).keySet();
        long live = held.stream().filter(sources.contents()::containsKey).count();
        if (live * 2 >= held.size() && missing.keySet().removeAll(held)) {
          kept.put(name, segment);
        }
      }
    }
    if (kept.size() >= MAX_SEGMENTS) {
      return of(sources, rulesHash, null);
    }
    if (!missing.isEmpty()) {
      byte[] added = RuleSegment.pack(missing);
      kept.put(RuleSegment.name(added), added);
    }
    RuleSetManifest manifest = sources.manifest();
    byte[] payload = manifest == null ? FileList.write(sources.files()) : manifest.toJson();
    return new RuleSetUpdate(
        new RuleManifest(
            sources.name(),
            sources.version(),
            sources.hash(),
            rulesHash,
            manifest == null,
            RuleBlob.deflate(payload),
            List.copyOf(kept.keySet())),
        kept);
  }

  /** The same without the segments that {@code before} has. */
  RuleSetUpdate since(RuleSetUpdate before) {
    Map<String, byte[]> added = new HashMap<>(segments);
    added.keySet().removeAll(before.segments().keySet());
    return new RuleSetUpdate(manifest, added);
  }

  /** The complete set, whose other segments {@code before} has. */
  RuleSetUpdate onto(Map<String, byte[]> before) {
    Map<String, byte[]> all = new HashMap<>();
    for (String name : manifest.segments()) {
      byte[] segment = segments.getOrDefault(name, before.get(name));
      if (segment == null) {
        throw new IllegalStateException("no segment " + name + " of " + this);
      }
      all.put(name, segment);
    }
    return new RuleSetUpdate(manifest, all);
  }

  /**
   * What the set is made of.
   *
   * @throws IllegalStateException when a segment is missing or something is damaged
   */
  RuleSources sources() {
    Map<String, byte[]> contents = new LinkedHashMap<>();
    manifest.segments().forEach(name -> contents.putAll(RuleSegment.unpack(segment(name))));
    byte[] payload = RuleBlob.inflate(manifest.payload());
    if (manifest.wholeFiles()) {
      List<SourceFile> files = FileList.read(payload, contents);
      return RuleSources.ofFiles(manifest.name(), manifest.version(), files);
    }
    if (RuleSetManifest.read(payload, ANY_SIZE) instanceof Reading.Valid<RuleSetManifest> read) {
      return RuleSources.of(read.value(), manifest.hash(), contents);
    }
    throw new IllegalStateException("the stored manifest of " + this + " is damaged");
  }

  private byte[] segment(String name) {
    byte[] segment = segments.get(name);
    if (segment == null) {
      throw new IllegalStateException("no segment " + name + " of " + this);
    }
    return segment;
  }

  @Override
  public String toString() {
    return manifest.toString();
  }
}
