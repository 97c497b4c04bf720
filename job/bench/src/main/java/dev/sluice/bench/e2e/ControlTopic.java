package dev.sluice.bench.e2e;

import dev.sluice.bench.e2e.RulePusher.Push;
import dev.sluice.stream.control.ControlKey;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

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
