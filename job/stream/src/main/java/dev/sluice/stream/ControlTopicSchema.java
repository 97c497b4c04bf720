package dev.sluice.stream;

import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Records of the control topic as they are; the verifier reads them. */
final class ControlTopicSchema implements KafkaRecordDeserializationSchema<ControlMessage> {
  private static final long serialVersionUID = 1;

  @Override
  public void deserialize(ConsumerRecord<byte[], byte[]> message, Collector<ControlMessage> out) {
    out.collect(ControlMessage.record(message.key(), message.value()));
  }

  @Override
  public TypeInformation<ControlMessage> getProducedType() {
    return StreamTypes.CONTROL_MESSAGE;
  }
}
