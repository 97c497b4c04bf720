package dev.sluice.stream.control;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The public keys whose signatures count. To change a key, the old and the new one stand here
 * together for a while.
 */
public record TrustedKeys(List<TrustedKey> keys) implements Serializable {

  /** Nobody is trusted. */
  public static final TrustedKeys NONE = new TrustedKeys(List.of());

  public TrustedKeys {
    keys = List.copyOf(keys);
    Set<String> ids = new HashSet<>();
    for (TrustedKey key : keys) {
      if (!ids.add(key.keyId())) {
        throw new IllegalArgumentException("the key " + key.keyId() + " stands here twice");
      }
    }
  }

  /** Reads {@code {"keys":[{"keyId":…,"alg":"Ed25519","publicKey":…,"comment":…}]}}. */
  public static Reading<TrustedKeys> read(byte[] json) {
    return JsonCursor.read(json, TrustedKeysJson.FORM);
  }

  /** The file that {@link #read} reads, for people to edit. */
  public byte[] toJson() {
    return JsonBytes.of(json -> TrustedKeysJson.write(json, this));
  }

  /** These keys and {@code key}, which is not one of them. */
  public TrustedKeys with(TrustedKey key) {
    List<TrustedKey> more = new ArrayList<>(keys);
    more.add(key);
    return new TrustedKeys(more);
  }

  /** Returns null when nobody trusted has {@code keyId}. */
  public @Nullable TrustedKey find(String keyId) {
    for (TrustedKey key : keys) {
      if (key.keyId().equals(keyId)) {
        return key;
      }
    }
    return null;
  }
}
