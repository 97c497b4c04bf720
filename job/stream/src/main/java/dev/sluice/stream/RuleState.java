package dev.sluice.stream;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ReadOnlyBroadcastState;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.common.typeutils.base.StringSerializer;
import org.apache.flink.api.common.typeutils.base.array.BytePrimitiveArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * The rule set in force as broadcast state: one manifest, and the segments it names.
 *
 * <p>Broadcast state lies on the heap and every subtask writes all of it to each checkpoint: hence
 * compressed, and without segments that the manifest does not name.
 */
final class RuleState {
  static final MapStateDescriptor<String, RuleManifest> MANIFEST =
      new MapStateDescriptor<>("rule-manifest", Types.STRING, StreamTypes.RULE_MANIFEST);
  static final MapStateDescriptor<String, byte[]> SEGMENTS =
      new MapStateDescriptor<>(
          "rule-segments", StringSerializer.INSTANCE, BytePrimitiveArraySerializer.INSTANCE);

  private static final String IN_FORCE = "in-force";

  private RuleState() {}

  /** Returns the set that the state holds, or null when it is empty. */
  static @Nullable RuleSetUpdate read(
      BroadcastState<String, RuleManifest> manifests, BroadcastState<String, byte[]> segments)
      throws Exception {
    RuleManifest manifest = manifests.get(IN_FORCE);
    return manifest == null ? null : new RuleSetUpdate(manifest, copy(segments));
  }

  /** Returns the version that the state holds, 0 when it is empty. */
  static long version(ReadOnlyBroadcastState<String, RuleManifest> manifests) throws Exception {
    RuleManifest manifest = manifests.get(IN_FORCE);
    return manifest == null ? 0 : manifest.version();
  }

  /**
   * Makes {@code update} all that the state holds; returns it complete.
   *
   * @param update may lack segments that the state holds
   */
  static RuleSetUpdate write(
      RuleSetUpdate update,
      BroadcastState<String, RuleManifest> manifests,
      BroadcastState<String, byte[]> segments)
      throws Exception {
    Map<String, byte[]> before = copy(segments);
    RuleSetUpdate complete = update.onto(before);
    List<String> unnamed = new ArrayList<>(before.keySet());
    unnamed.removeAll(complete.segments().keySet());
    for (String name : unnamed) {
      segments.remove(name);
    }
    segments.putAll(update.segments());
    manifests.put(IN_FORCE, update.manifest());
    return complete;
  }

  private static Map<String, byte[]> copy(BroadcastState<String, byte[]> segments)
      throws Exception {
    Map<String, byte[]> copy = new HashMap<>();
    for (Map.Entry<String, byte[]> segment : segments.entries()) {
      copy.put(segment.getKey(), segment.getValue());
    }
    return copy;
  }
}
