package dev.sluice.stream;

import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.jspecify.annotations.Nullable;

/** Tells Flink of {@link RawEventSerializer}. */
final class RawEventType extends TypeInformation<RawEvent> {
  private static final long serialVersionUID = 1;

  @Override
  public TypeSerializer<RawEvent> createSerializer(SerializerConfig config) {
    return RawEventSerializer.INSTANCE;
  }

  @Override
  public Class<RawEvent> getTypeClass() {
    return RawEvent.class;
  }

  @Override
  public boolean isBasicType() {
    return false;
  }

  @Override
  public boolean isTupleType() {
    return false;
  }

  @Override
  public int getArity() {
    return 1;
  }

  @Override
  public int getTotalFields() {
    return 1;
  }

  @Override
  public boolean isKeyType() {
    return false;
  }

  @Override
  public boolean canEqual(Object other) {
    return other instanceof RawEventType;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof RawEventType;
  }

  @Override
  public int hashCode() {
    return RawEventType.class.hashCode();
  }

  @Override
  public String toString() {
    return "RawEvent";
  }
}
