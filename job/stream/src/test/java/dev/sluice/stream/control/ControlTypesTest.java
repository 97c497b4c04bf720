package dev.sluice.stream.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.java.typeutils.runtime.PojoSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ControlTypesTest {

  static List<Record> records() {
    RuleSetManifest manifest = Manifests.manifest(7, Manifests.hash(""), Manifests.everyKind());
    return List.of(
        manifest,
        manifest.entries().get(0),
        manifest.entries().get(1),
        manifest.change(),
        Envelope.of(manifest).signedBy(Keys.ALICE),
        StatusRecordTest.full(),
        StatusRecordTest.plain(),
        new InForce(1, "h"),
        new Rejection(Rejection.Reason.EMPTY, "m"));
  }

  @ParameterizedTest
  @MethodSource("records")
  @SuppressWarnings("unchecked") // a record's class is that of its type
  void flinksRecordSerializerHoldsARecord(Record value) throws IOException {
    SerializerConfigImpl config = new SerializerConfigImpl();
    config.setGenericTypes(false);
    TypeSerializer<Record> serializer =
        (TypeSerializer<Record>) Types.POJO(value.getClass()).createSerializer(config);
    assertThat(serializer).isInstanceOf(PojoSerializer.class);
    DataOutputSerializer out = new DataOutputSerializer(64);
    serializer.serialize(value, out);
    assertThat(serializer.deserialize(new DataInputDeserializer(out.getCopyOfBuffer())))
        .isEqualTo(value);
  }
}
