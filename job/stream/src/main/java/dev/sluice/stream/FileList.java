package dev.sluice.stream;

import dev.sluice.engine.sigma.Hashes;
import dev.sluice.engine.sigma.SourceFile;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The names of rule files and what is in them, as bytes: what a manifest is to a control topic. */
final class FileList {

  private FileList() {}

  /** Writes pack, path, name and SHA-256 of each file, in their order. */
  static byte[] write(List<SourceFile> files) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeInt(files.size());
      for (SourceFile file : files) {
        out.writeUTF(file.pack());
        out.writeUTF(file.path());
        out.writeUTF(file.name());
        out.writeUTF(Hashes.sha256(file.content()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory cannot fail", e);
    }
    return bytes.toByteArray();
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @param contents of every file in it, by SHA-256
   * @throws IllegalStateException when a file is missing or the list is damaged
   */
  static List<SourceFile> read(byte[] list, Map<String, byte[]> contents) {
    List<SourceFile> files = new ArrayList<>();
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(list))) {
      for (int left = in.readInt(); left > 0; left--) {
        String pack = in.readUTF();
        String path = in.readUTF();
        String name = in.readUTF();
        byte[] content = contents.get(in.readUTF());
        if (content == null) {
          throw new IllegalStateException("no source of " + name);
        }
        files.add(new SourceFile(pack, path, name, content));
      }
    } catch (IOException e) {
      throw new IllegalStateException("a stored list of files is damaged", e);
    }
    return files;
  }
}
