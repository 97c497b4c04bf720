package dev.sluice.cli;

import dev.sluice.stream.KafkaTopicReader.Message;
import dev.sluice.stream.control.ControlKey;
import dev.sluice.stream.control.Reading;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the control topic holds: proposals of every rule set, and files. What has no key of the two
 * kinds is passed over, as the job does.
 */
final class ControlLog {

  private final Map<ControlKey.Proposal, Proposal> proposals = new LinkedHashMap<>();
  private final Map<String, Blob> blobs = new LinkedHashMap<>();

  private ControlLog() {}

  /**
   * A proposal.
   *
   * @param content null when what stands there is no manifest, or not the one its key names
   */
  record Proposal(ControlKey.Proposal key, @Nullable SignedManifest content) {}

  /**
   * A file.
   *
   * @param content its last one that was no tombstone
   * @param isLive whether no tombstone has come after it
   * @param timestampMillis of the last record
   */
  record Blob(byte[] content, boolean isLive, long timestampMillis) {}

  /** Sorts the records of the topic, which stand in its order. */
  static ControlLog of(List<Message> messages) {
    ControlLog log = new ControlLog();
    for (Message message : messages) {
      String key = message.key();
      if (key != null
          && ControlKey.parse(key.getBytes(StandardCharsets.UTF_8))
              instanceof Reading.Valid<ControlKey> valid) {
        log.add(valid.value(), message);
      }
    }
    return log;
  }

  /** The proposals of {@code ruleSet} that are there, in the order of the topic. */
  List<Proposal> proposals(String ruleSet) {
    return proposals.values().stream()
        .filter(proposal -> proposal.key().name().equals(ruleSet))
        .toList();
  }

  /** The proposals of every rule set that are there, in the order of the topic. */
  List<Proposal> proposals() {
    return List.copyOf(proposals.values());
  }

  /** The files by their hash, those that were taken away too, as far as they can still be read. */
  Map<String, Blob> blobs() {
    return Collections.unmodifiableMap(blobs);
  }

  /** The content of a file, null when it is not there any more. */
  byte @Nullable [] content(String sha256) {
    Blob blob = blobs.get(sha256);
    return blob == null ? null : blob.content();
  }

  /** The content of all files that can be read, by hash; the caller may change the map. */
  Map<String, byte[]> contents() {
    Map<String, byte[]> contents = new HashMap<>();
    blobs.forEach((sha256, blob) -> contents.put(sha256, blob.content()));
    return contents;
  }

  /** Whether a job that starts now finds the file. */
  boolean holds(String sha256) {
    Blob blob = blobs.get(sha256);
    return blob != null && blob.isLive();
  }

  private void add(ControlKey key, Message message) {
    if (key instanceof ControlKey.Blob blob) {
      add(blob.sha256(), message);
    } else if (key instanceof ControlKey.Proposal proposal) {
      add(proposal, message.value());
    } else {
      throw new IllegalStateException("unknown key " + key);
    }
  }

  private void add(String sha256, Message message) {
    byte[] content = message.value();
    Blob before = blobs.get(sha256);
    if (content != null) {
      blobs.put(sha256, new Blob(content, true, message.timestampMillis()));
    } else if (before != null) {
      blobs.put(sha256, new Blob(before.content(), false, message.timestampMillis()));
    }
  }

  /** A proposal that comes again is the one that was there: its key says what it is. */
  private void add(ControlKey.Proposal key, byte @Nullable [] envelope) {
    if (envelope == null) {
      proposals.remove(key);
      return;
    }
    SignedManifest read = SignedManifest.read(envelope);
    boolean right =
        read != null && ControlKey.Proposal.of(read.manifest(), read.hash()).equals(key);
    proposals.put(key, new Proposal(key, right ? read : null));
  }
}
