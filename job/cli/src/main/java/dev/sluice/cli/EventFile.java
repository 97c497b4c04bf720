package dev.sluice.cli;

import dev.sluice.engine.event.EventLimits;
import dev.sluice.engine.event.JsonDocuments;
import dev.sluice.engine.event.JsonDocuments.Layout;
import java.io.FileInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A file of events, or standard input.
 *
 * @param name as the user gave it: it is part of the identity of alerts
 */
record EventFile(String name) {

  /** The name of standard input. */
  static final String STANDARD_INPUT = "-";

  /**
   * The files that {@code names} say, which are there and can be read.
   *
   * @throws CommandFailure when one is not, or standard input is named twice
   */
  static List<EventFile> of(List<String> names) {
    if (names.stream().filter(STANDARD_INPUT::equals).count() > 1) {
      throw CommandFailure.usage("standard input can be read only once");
    }
    List<EventFile> files = names.stream().map(EventFile::new).toList();
    files.stream().filter(file -> !file.isStandardInput()).forEach(EventFile::check);
    return files;
  }

  /** Opens the events in it; closing them closes standard input as well. */
  JsonDocuments open(Console console, EventLimits limits, Progress progress) throws IOException {
    InputStream in = isStandardInput() ? console.in() : new FileInputStream(name);
    try {
      return JsonDocuments.open(counting(in, progress), Layout.ofFile(name), limits);
    } catch (IOException e) {
      in.close();
      throw e;
    }
  }

  /** Bytes on disk, or -1 when it cannot be known. */
  long size() {
    try {
      return isStandardInput() ? -1 : Files.size(Path.of(name));
    } catch (IOException e) {
      return -1;
    }
  }

  /** Whether it is standard input. */
  boolean isStandardInput() {
    return name.equals(STANDARD_INPUT);
  }

  private void check() {
    Path path = Path.of(name);
    if (!Files.exists(path)) {
      throw CommandFailure.unreadable(name + ": no such file or directory");
    }
    if (Files.isDirectory(path)) {
      throw CommandFailure.unreadable(name + ": is a directory, expected a file of events");
    }
    if (!Files.isReadable(path)) {
      throw CommandFailure.unreadable(name + ": permission denied");
    }
  }

  private static InputStream counting(InputStream in, Progress progress) {
    return new FilterInputStream(in) {
      @Override
      public int read() throws IOException {
        int next = super.read();
        progress.advance(next < 0 ? 0 : 1);
        return next;
      }

      @Override
      public int read(byte[] bytes, int offset, int length) throws IOException {
        int count = super.read(bytes, offset, length);
        progress.advance(Math.max(0, count));
        return count;
      }
    };
  }
}
