package dev.sluice.stream;

import net.jpountz.lz4.LZ4Factory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The native code of lz4, with which most producers of events pack them.
 *
 * <p>By itself the library takes it only where the system class loader knows the library; a job of
 * Flink has a class loader of its own, and would unpack with the slower Java code.
 */
final class NativeLz4 {
  private static final Logger LOG = LoggerFactory.getLogger(NativeLz4.class);

  private NativeLz4() {}

  /**
   * Makes what unpacks from now on use native code, if there is some for this machine. Call it
   * before the first Kafka client of this class loader reads.
   */
  static void load() {
    try {
      LZ4Factory.nativeInstance();
    } catch (LinkageError | AssertionError | RuntimeException unavailable) {
      LOG.info("lz4 is unpacked by Java code, for there is no native code", unavailable);
    }
  }
}
