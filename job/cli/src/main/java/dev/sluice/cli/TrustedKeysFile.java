package dev.sluice.cli;

import dev.sluice.stream.control.Reading;
import dev.sluice.stream.control.TrustedKey;
import dev.sluice.stream.control.TrustedKeys;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** The file with the public keys whose signatures count. */
record TrustedKeysFile(Path path) {

  /**
   * The keys in it.
   *
   * @throws CommandFailure when it cannot be read or holds something else
   */
  TrustedKeys read() {
    try {
      Reading<TrustedKeys> reading = TrustedKeys.read(Files.readAllBytes(path));
      if (reading instanceof Reading.Valid<TrustedKeys> valid) {
        return valid.value();
      }
      throw CommandFailure.unreadable(
          path + ":" + ((Reading.Invalid<TrustedKeys>) reading).problem());
    } catch (IOException e) {
      throw CommandFailure.unreadable(path.toString(), e);
    }
  }

  /**
   * Adds {@code key}; makes the file when there is none. Who reads it meanwhile sees all of the old
   * content or all of the new.
   *
   * @throws CommandFailure when the file cannot be read or written
   */
  void add(TrustedKey key) {
    TrustedKeys keys = Files.exists(path) ? read() : TrustedKeys.NONE;
    if (keys.find(key.keyId()) == null) {
      write(keys.with(key));
    }
  }

  private void write(TrustedKeys keys) {
    Path written = path.resolveSibling(path.getFileName() + ".new");
    try {
      Files.write(written, text(keys).getBytes(StandardCharsets.UTF_8));
      Files.move(written, path, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw CommandFailure.unreadable(path.toString(), e);
    }
  }

  /** The file's text. */
  static String text(TrustedKeys keys) {
    return new String(keys.toJson(), StandardCharsets.UTF_8) + "\n";
  }
}
