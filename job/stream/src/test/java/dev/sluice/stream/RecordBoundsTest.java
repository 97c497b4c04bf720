package dev.sluice.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.stream.OutboundRecord.Destination;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.record.DefaultRecordBatch;
import org.apache.kafka.common.record.SimpleRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class RecordBoundsTest {
  private static final RecordBounds BOUNDS = new RecordBounds(100_000);

  /** Three bytes in UTF-8 for one character. */
  private static final String WIDE = "\u2028";

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "RULESETS")
  void whateverIsWrittenKafkaCountsItAsWithinTheLimit(Destination to) {
    OutboundRecord largest =
        new OutboundRecord(
            to,
            WIDE.repeat(RecordBounds.MAX_KEY_CHARACTERS),
            new byte[BOUNDS.valueBytes()],
            "00000000-0000-4000-8000-000000000000");
    assertThat(BOUNDS.allow(largest)).isTrue();
    assertThat(asKafkaCounts(largest)).isLessThanOrEqualTo(BOUNDS.maxRecordBytes());
    OutboundRecord larger =
        new OutboundRecord(
            to, largest.key() + "x", new byte[BOUNDS.valueBytes() + 1], largest.alertId());
    assertThat(BOUNDS.allow(larger)).isFalse();
    OutboundRecord cut = BOUNDS.cut(larger);
    assertThat(BOUNDS.allow(cut)).isTrue();
    assertThat(cut.key()).isEqualTo(largest.key());
    assertThat(new String(cut.value(), StandardCharsets.UTF_8))
        .startsWith("{\"truncated\":true,\"length\":97953,\"sha256\":\"");
  }

  @Test
  void aLongKeyAloneDoesNotCostTheValue() {
    byte[] value = {1};
    OutboundRecord record =
        new OutboundRecord(Destination.ALERTS, "x".repeat(1 << 20), value, null);
    assertThat(BOUNDS.allow(record)).isFalse();
    assertThat(BOUNDS.cut(record).value()).isSameAs(value);
  }

  @Test
  void aRuleSetHasALimitOfItsOwnAndIsNeverCut() {
    OutboundRecord large =
        new OutboundRecord(Destination.RULESETS, "main", new byte[4_000_000], null);
    assertThat(BOUNDS.allow(large)).isTrue();
    assertThat(asKafkaCounts(large)).isLessThanOrEqualTo(KafkaClients.RULE_RECORD_BYTES);
    OutboundRecord larger =
        new OutboundRecord(Destination.RULESETS, "main", new byte[4 << 20], null);
    assertThat(BOUNDS.allow(larger)).isFalse();
    assertThatThrownBy(() -> BOUNDS.cut(larger))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("4194304 bytes");
  }

  private static int asKafkaCounts(OutboundRecord record) {
    List<Header> headers =
        record.alertId() == null
            ? List.of()
            : List.of(new RecordHeader(KafkaRecordSchema.ALERT_ID, bytes(record.alertId())));
    return DefaultRecordBatch.sizeInBytes(
        List.of(
            new SimpleRecord(
                Long.MAX_VALUE,
                bytes(record.key()),
                record.value(),
                headers.toArray(new Header[0]))));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
