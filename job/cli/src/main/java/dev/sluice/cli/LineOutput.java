package dev.sluice.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Lines of UTF-8; each is out, and its failure known, when the call returns. */
record LineOutput(OutputStream out) {

  /** Writes {@code line} and a line feed. */
  void line(String line) {
    line("", line.getBytes(StandardCharsets.UTF_8), "");
  }

  /** Writes {@code before}, {@code content}, {@code after} and a line feed in one piece. */
  void line(String before, byte[] content, String after) {
    byte[] head = before.getBytes(StandardCharsets.UTF_8);
    byte[] tail = (after + "\n").getBytes(StandardCharsets.UTF_8);
    byte[] line = new byte[head.length + content.length + tail.length];
    System.arraycopy(head, 0, line, 0, head.length);
    System.arraycopy(content, 0, line, head.length, content.length);
    System.arraycopy(tail, 0, line, head.length + content.length, tail.length);
    try {
      out.write(line);
      out.flush();
    } catch (IOException e) {
      throw new OutputException(e);
    }
  }
}
