package dev.sluice.bench.e2e;

import dev.sluice.bench.e2e.RulePusher.Push;
import dev.sluice.stream.control.ControlKey;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Takes pushes, in two parts. */
final class ControlTopic implements AutoCloseable {
  private static final Duration CLOSE = Duration.ofSeconds(5);

  private final String topic;
  private final KafkaProducer<byte[], byte[]> producer;

  ControlTopic(String bootstrapServers, String topic) {
    this.topic = topic;
    ByteArraySerializer bytes = new ByteArraySerializer();
    this.producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", bootstrapServers, "acks", "all"), bytes, bytes);
  }

  /** Writes the files of {@code push}. */
  void sendBlobs(Push push) throws ExecutionException, InterruptedException {
    for (Map.Entry<String, byte[]> blob : push.blobs().entrySet()) {
      send(new ControlKey.Blob(blob.getKey()), blob.getValue());
    }
  }

  /** Writes the manifest of {@code push}. */
  void sendProposal(Push push) throws ExecutionException, InterruptedException {
    send(ControlKey.Proposal.of(push.version().manifest(), push.hash()), push.envelope());
  }

  @Override
  public void close() {
    producer.close(CLOSE);
  }

  private void send(ControlKey key, byte[] value) throws ExecutionException, InterruptedException {
    byte[] text = key.text().getBytes(StandardCharsets.UTF_8);
    producer.send(new ProducerRecord<>(topic, text, value)).get();
  }
}
