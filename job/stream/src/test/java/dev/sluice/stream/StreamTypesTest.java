package dev.sluice.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.event.DeadLetter;
import dev.sluice.engine.event.DeadLetter.Reason;
import dev.sluice.engine.event.Origin;
import dev.sluice.engine.event.RecordKey;
import dev.sluice.engine.join.JoinLoad;
import dev.sluice.engine.yaml.ErrorCode;
import dev.sluice.engine.yaml.Position;
import dev.sluice.engine.yaml.SigmaError;
import dev.sluice.stream.OutboundRecord.Destination;
import dev.sluice.stream.RuleStatus.Kind;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.java.typeutils.runtime.PojoSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class StreamTypesTest {
  private static final SigmaError PROBLEM =
      SigmaError.at("f", Position.START, ErrorCode.BAD_CIDR, "message", "hint");
  private static final Origin ORIGIN = Origin.kafka("topic", 3, 1L << 40);

  static Stream<Arguments> records() {
    RuleSetUpdate update = Samples.update(7, Samples.file("a.yml", Samples.CERTUTIL));
    CorrelationsInForce correlations = new CorrelationsInForce("n", 7, "h", "r", new byte[] {7, 8});
    return Stream.of(
        Arguments.of(
            StreamTypes.RAW_EVENT,
            new RawEvent(new byte[] {1}, "h", 5, RawEvent.Clock.MOVES, ORIGIN, null, null)),
        Arguments.of(
            StreamTypes.RAW_EVENT,
            new RawEvent(
                new byte[0],
                "?1",
                -1,
                RawEvent.Clock.STAYS,
                ORIGIN,
                null,
                new DeadLetter(Reason.EMPTY, "m", 3))),
        Arguments.of(
            StreamTypes.RAW_EVENT,
            new RawEvent(
                new byte[] {1},
                "h",
                5,
                RawEvent.Clock.MOVES,
                ORIGIN,
                new RecordKey("1795166047.318:4021", "SYSCALL"),
                null)),
        Arguments.of(
            StreamTypes.RAW_EVENT,
            new RawEvent(
                new byte[] {1},
                "h\uD800",
                EventClock.NO_TIME,
                RawEvent.Clock.STANDS_IN,
                Origin.file("é", 7),
                null,
                null)),
        Arguments.of(
            StreamTypes.RAW_EVENT,
            new RawEvent(new byte[] {1}, "h", 5, RawEvent.Clock.MOVES, ORIGIN, null, null)
                .silentUnder(-7)),
        Arguments.of(StreamTypes.JOIN_LOAD, new JoinLoad(3, 1L << 40)),
        Arguments.of(StreamTypes.ALERT, new Alert("h", "id", "high", new byte[] {2})),
        Arguments.of(
            StreamTypes.UNDECODABLE_EVENT,
            new UndecodableEvent(Reason.TOO_DEEP, "m", 1, ORIGIN, new byte[] {3}, 9, "sha")),
        Arguments.of(
            StreamTypes.OUTBOUND_RECORD,
            new OutboundRecord(Destination.STATUS, "k", new byte[] {4}, null)),
        Arguments.of(
            StreamTypes.OUTBOUND_RECORD,
            new OutboundRecord(Destination.ALERTS, "k", new byte[] {4}, "id")),
        Arguments.of(
            StreamTypes.CONTROL_MESSAGE,
            ControlMessage.files(
                new RuleProposal(
                    "n", 2, List.of(Samples.file("a.yml", "title: ü")), List.of(PROBLEM)))),
        Arguments.of(
            StreamTypes.CONTROL_MESSAGE, ControlMessage.record(new byte[] {1}, new byte[] {2})),
        Arguments.of(StreamTypes.CONTROL_MESSAGE, ControlMessage.record(new byte[] {1}, null)),
        Arguments.of(StreamTypes.CONTROL_MESSAGE, ControlMessage.TICK),
        Arguments.of(StreamTypes.RULE_BROADCAST, new RuleBroadcast("i", update)),
        Arguments.of(StreamTypes.RULE_BROADCAST, new RuleBroadcast("i", null)),
        Arguments.of(StreamTypes.CORRELATIONS_IN_FORCE, correlations),
        Arguments.of(
            StreamTypes.CORRELATION_BROADCAST, new CorrelationBroadcast("i", correlations)),
        Arguments.of(StreamTypes.CORRELATION_BROADCAST, new CorrelationBroadcast("i", null)),
        Arguments.of(
            StreamTypes.SIGNAL_RECORD, new SignalRecord("d|1:g", 1L << 40, 3, new byte[] {6})),
        Arguments.of(
            StreamTypes.WAITING_PROPOSAL, new RuleVerifier.WaitingProposal("k", new byte[] {5}, 6)),
        Arguments.of(StreamTypes.RULE_SET_UPDATE, update),
        Arguments.of(StreamTypes.RULE_MANIFEST, update.manifest()),
        Arguments.of(
            StreamTypes.RULE_STATUS,
            RuleStatus.of(Kind.ACCEPTED, "n", 2, "h", RuleSeed.ORIGIN)
                .with(new RuleStatus.Counts(4, 5, 7, 8, 6, 1, 2), List.of(PROBLEM))));
  }

  @ParameterizedTest
  @MethodSource("records")
  <T> void aRecordComesBackFromItsBytesWithoutKryo(TypeInformation<T> type, T value)
      throws IOException {
    SerializerConfigImpl config = new SerializerConfigImpl();
    config.setGenericTypes(false);
    TypeSerializer<T> serializer = type.createSerializer(config);
    assertThat(serializer).isInstanceOfAny(PojoSerializer.class, RawEventSerializer.class);
    DataOutputSerializer out = new DataOutputSerializer(64);
    serializer.serialize(value, out);
    T read = serializer.deserialize(new DataInputDeserializer(out.getCopyOfBuffer()));
    assertThat(read).usingRecursiveComparison().isEqualTo(value);
    DataOutputSerializer copied = new DataOutputSerializer(out.length());
    serializer.copy(new DataInputDeserializer(out.getCopyOfBuffer()), copied);
    assertThat(copied.getCopyOfBuffer()).isEqualTo(out.getCopyOfBuffer());
  }
}
