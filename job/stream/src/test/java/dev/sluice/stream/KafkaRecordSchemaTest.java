package dev.sluice.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.engine.format.AlertFormat;
import dev.sluice.stream.OutboundRecord.Destination;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.flink.connector.kafka.lineage.KafkaDatasetFacet;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema.KafkaSinkContext;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class KafkaRecordSchemaTest {
  private static final KafkaTopics TOPICS =
      KafkaTopics.of("s.", Map.of(KafkaTopics.ALERTS_FAST, "s.alerts.fast"));
  private static final int ANY_SIZE = Integer.MAX_VALUE;
  private static final KafkaSinkContext SINK =
      new KafkaSinkContext() {
        @Override
        public int getParallelInstanceId() {
          return 0;
        }

        @Override
        public int getNumberOfParallelInstances() {
          return 1;
        }

        @Override
        public int[] getPartitionsForTopic(String topic) {
          throw new UnsupportedOperationException();
        }
      };

  private final KafkaRecordSchema transactions =
      new KafkaRecordSchema(TOPICS, AlertFormat.NATIVE, new RecordBounds(100_000), true);
  private final KafkaRecordSchema rest =
      new KafkaRecordSchema(TOPICS, AlertFormat.NATIVE, new RecordBounds(100_000), false);

  @Test
  void aRecordGoesToItsTopicWithTheTimeOfItsSending() {
    ProducerRecord<byte[], byte[]> sent =
        transactions.serialize(
            new OutboundRecord(Destination.LATE, "k", new byte[] {1}, null), SINK, 5L);
    assertThat(sent.topic()).isEqualTo("s.late");
    assertThat(sent.key()).asString(StandardCharsets.UTF_8).isEqualTo("k");
    assertThat(sent.timestamp()).isNull();
    assertThat(sent.partition()).isNull();
    assertThat(sent.headers()).isEmpty();
  }

  @Test
  void aRecordWithoutAKeyHasNone() {
    assertThat(
            rest.serialize(
                    new OutboundRecord(Destination.METRICS, "", new byte[] {1}, null), SINK, null)
                .key())
        .isNull();
  }

  @Test
  void aRecordThatIsTooLargeIsCut() {
    byte[] large = new byte[200_000];
    assertThat(
            rest.serialize(new OutboundRecord(Destination.STATUS, "k", large, null), SINK, null)
                .value())
        .hasSizeLessThan(200);
  }

  @ParameterizedTest
  @EnumSource(
      value = Destination.class,
      names = {"ALERTS", "ALERTS_SHADOW", "ALERTS_OVERFLOW", "ALERTS_FAST"})
  void alertsHaveTheirFormOnEveryTopicOfTheirs(Destination to) {
    byte[] alert = bytes("{\"alertId\":\"id\",\"rule\":{\"title\":\"T\"}}");
    for (AlertFormat format : AlertFormat.values()) {
      assertThat(sent(format, new OutboundRecord(to, "k", alert, "id")))
          .isEqualTo(format.of(alert, ANY_SIZE));
    }
  }

  @Test
  void whatIsNoAlertHasNoOtherForm() {
    byte[] summary = bytes("{\"kind\":\"SUPPRESSED\"}");
    for (Destination to : Destination.values()) {
      assertThat(sent(AlertFormat.OCSF, new OutboundRecord(to, "k", summary, null)))
          .isEqualTo(summary);
    }
  }

  private static byte[] sent(AlertFormat format, OutboundRecord record) {
    boolean exactlyOnce = record.destination().exactlyOnce();
    return new KafkaRecordSchema(TOPICS, format, new RecordBounds(100_000), exactlyOnce)
        .serialize(record, SINK, null)
        .value();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void aRecordThatCameToTheWrongSinkIsAnError() {
    OutboundRecord alert = new OutboundRecord(Destination.ALERTS, "k", new byte[0], "id");
    assertThatThrownBy(() -> rest.serialize(alert, SINK, null)).hasMessageContaining("wrong sink");
    OutboundRecord status = new OutboundRecord(Destination.STATUS, "k", new byte[0], null);
    assertThatThrownBy(() -> transactions.serialize(status, SINK, null))
        .hasMessageContaining("wrong sink");
  }

  @Test
  void openTransactionsAreLookedForInEveryTopicThatIsWrittenInThem() {
    KafkaDatasetFacet facet = transactions.getKafkaDatasetFacet().orElseThrow();
    assertThat(facet.getTopicIdentifier().getTopics()).isEqualTo(TOPICS.exactlyOnce());
  }
}
