package dev.sluice.stream;

import dev.sluice.engine.join.JoinLoad;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;

/**
 * The types that travel between operators or rest in state, each as Flink's own record serializer
 * knows it, but for {@link RawEventType}.
 *
 * <p>That serializer needs public records. It lets state evolve: components may be added (they read
 * as null) and reordered.
 */
final class StreamTypes {
  static final TypeInformation<RawEvent> RAW_EVENT = new RawEventType();
  static final TypeInformation<Alert> ALERT = Types.POJO(Alert.class);
  static final TypeInformation<UndecodableEvent> UNDECODABLE_EVENT =
      Types.POJO(UndecodableEvent.class);
  static final TypeInformation<ControlMessage> CONTROL_MESSAGE = Types.POJO(ControlMessage.class);
  static final TypeInformation<RuleBroadcast> RULE_BROADCAST = Types.POJO(RuleBroadcast.class);
  static final TypeInformation<CorrelationBroadcast> CORRELATION_BROADCAST =
      Types.POJO(CorrelationBroadcast.class);
  static final TypeInformation<CorrelationsInForce> CORRELATIONS_IN_FORCE =
      Types.POJO(CorrelationsInForce.class);
  static final TypeInformation<SignalRecord> SIGNAL_RECORD = Types.POJO(SignalRecord.class);
  static final TypeInformation<RuleVerifier.WaitingProposal> WAITING_PROPOSAL =
      Types.POJO(RuleVerifier.WaitingProposal.class);
  static final TypeInformation<OutboundRecord> OUTBOUND_RECORD = Types.POJO(OutboundRecord.class);
  static final TypeInformation<JoinLoad> JOIN_LOAD = Types.POJO(JoinLoad.class);
  static final TypeInformation<byte[]> BYTES =
      PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO;
  static final TypeInformation<RuleSetUpdate> RULE_SET_UPDATE = Types.POJO(RuleSetUpdate.class);
  static final TypeInformation<RuleManifest> RULE_MANIFEST = Types.POJO(RuleManifest.class);
  static final TypeInformation<RuleStatus> RULE_STATUS = Types.POJO(RuleStatus.class);

  private StreamTypes() {}
}
