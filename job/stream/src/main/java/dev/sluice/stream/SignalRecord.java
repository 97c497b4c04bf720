package dev.sluice.stream;

import dev.sluice.engine.correlate.Signal;
import dev.sluice.engine.correlate.SignalCodec;
import org.apache.flink.util.OutputTag;

/**
 * A signal on its way to the operator that correlates it.
 *
 * @param key text of its {@link SignalKey}
 * @param timeMillis event time
 * @param version of the rule set that it was made under
 * @param signal as {@link SignalCodec} writes it
 */
public record SignalRecord(String key, long timeMillis, long version, byte[] signal) {

  /** The side output on which an operator gives out the signals of {@code stage}. */
  static OutputTag<SignalRecord> tag(int stage) {
    return new OutputTag<>("signals-" + stage, StreamTypes.SIGNAL_RECORD);
  }

  static SignalRecord of(Signal signal, long version) {
    return new SignalRecord(
        new SignalKey(signal.definition(), signal.group()).text(),
        signal.from().timeMillis(),
        version,
        SignalCodec.encode(signal));
  }

  /** Names the correlation only, for the values may be secrets. */
  @Override
  public String toString() {
    return "SignalRecord for " + SignalKey.definition(key);
  }
}
