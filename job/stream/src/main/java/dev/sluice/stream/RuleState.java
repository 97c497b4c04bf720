package dev.sluice.stream;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.common.typeutils.base.StringSerializer;
import org.apache.flink.api.common.typeutils.base.array.BytePrimitiveArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * The rule set in force as broadcast state: one manifest, and the blobs it names by their SHA-256.
 *
 * <p>Broadcast state lies on the heap and every subtask writes all of it to each checkpoint: hence
 * compressed, and without blobs that no manifest names.
 */
final class RuleState {
  static final MapStateDescriptor<String, RuleManifest> MANIFEST =
      new MapStateDescriptor<>("rule-manifest", Types.STRING, StreamTypes.RULE_MANIFEST);
  static final MapStateDescriptor<String, byte[]> BLOBS =
      new MapStateDescriptor<>(
          "rule-blobs", StringSerializer.INSTANCE, BytePrimitiveArraySerializer.INSTANCE);

  private static final String IN_FORCE = "in-force";

  private RuleState() {}

  /** Returns the set that the state holds, or null when it is empty. */
  static @Nullable RuleSetUpdate read(
      BroadcastState<String, RuleManifest> manifests, BroadcastState<String, byte[]> blobs)
      throws Exception {
    RuleManifest manifest = manifests.get(IN_FORCE);
    if (manifest == null) {
      return null;
    }
    Map<String, byte[]> sources = new HashMap<>();
    for (Map.Entry<String, byte[]> blob : blobs.entries()) {
      sources.put(blob.getKey(), blob.getValue());
    }
    return new RuleSetUpdate(manifest, sources);
  }

  /** Makes {@code update} all that the state holds. */
  static void write(
      RuleSetUpdate update,
      BroadcastState<String, RuleManifest> manifests,
      BroadcastState<String, byte[]> blobs)
      throws Exception {
    Set<String> named =
        update.manifest().entries().stream().map(RuleEntry::sha256).collect(Collectors.toSet());
    List<String> unnamed = new ArrayList<>();
    for (Map.Entry<String, byte[]> blob : blobs.entries()) {
      if (!named.contains(blob.getKey())) {
        unnamed.add(blob.getKey());
      }
    }
    for (String sha256 : unnamed) {
      blobs.remove(sha256);
    }
    blobs.putAll(update.blobs());
    manifests.put(IN_FORCE, update.manifest());
  }
}
