package dev.sluice.bench.e2e;

import dev.sluice.bench.e2e.RulePusher.Push;
import dev.sluice.bench.e2e.SetPusher.Proposal;
import dev.sluice.stream.control.ControlKey;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Takes pushes. */
final class ControlTopic implements AutoCloseable {
  private static final Duration CLOSE = Duration.ofSeconds(5);

  private final String topic;
  private final KafkaProducer<byte[], byte[]> producer;

  ControlTopic(String bootstrapServers, String topic) {
    this.topic = topic;
    ByteArraySerializer bytes = new ByteArraySerializer();
    this.producer =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers", bootstrapServers,
                "acks", "all",
                "max.request.size", "4194304"),
            bytes,
            bytes);
  }

  /** Writes the files of {@code push}. */
  void sendBlobs(Push push) throws ExecutionException, InterruptedException {
    for (Map.Entry<String, byte[]> blob : push.blobs().entrySet()) {
      write(new ControlKey.Blob(blob.getKey()), blob.getValue()).get();
    }
  }

  /** Writes the manifest of {@code push}. */
  void sendProposal(Push push) throws ExecutionException, InterruptedException {
    write(ControlKey.Proposal.of(push.version().manifest(), push.hash()), push.envelope()).get();
  }

  /** Writes the files of {@code proposal}, and then its manifest. */
  void send(Proposal proposal) throws ExecutionException, InterruptedException {
    List<Future<RecordMetadata>> sent = new ArrayList<>();
    proposal
        .blobs()
        .forEach((hash, content) -> sent.add(write(new ControlKey.Blob(hash), content)));
    sent.add(write(proposal.key(), proposal.envelope()));
    for (Future<RecordMetadata> each : sent) {
      each.get();
    }
  }

  /** Writes what is no push, or none in its form; {@code value} is null for a tombstone. */
  void writeRaw(byte[] key, byte @Nullable [] value)
      throws ExecutionException, InterruptedException {
    producer.send(new ProducerRecord<>(topic, key, value)).get();
  }

  @Override
  public void close() {
    producer.close(CLOSE);
  }

  /** Begins to write a record; those of one topic arrive in the order of the calls. */
  Future<RecordMetadata> write(ControlKey key, byte[] value) {
    byte[] text = key.text().getBytes(StandardCharsets.UTF_8);
    return producer.send(new ProducerRecord<>(topic, text, value));
  }
}
