package dev.sluice.stream.control;

import java.nio.charset.StandardCharsets;

/** The key of a record of the control topic. */
public sealed interface ControlKey {

  /** The key as it stands in the record. */
  String text();

  /**
   * One file, named by its content.
   *
   * @param sha256 64 lower case hexadecimal digits
   */
  record Blob(String sha256) implements ControlKey {
    public Blob {
      require(TextForm.SHA256, sha256);
    }

    @Override
    public String text() {
      return "blob/" + sha256;
    }
  }

  /**
   * One manifest.
   *
   * @param name of the rule set
   * @param version from 1
   * @param hash of the payload
   */
  record Proposal(String name, long version, String hash) implements ControlKey {
    public Proposal {
      require(TextForm.NAME, name);
      require(TextForm.SHA256, hash);
      if (version < 1 || version > RuleSetManifest.MAX_VERSION) {
        throw new IllegalArgumentException("no version: " + version);
      }
    }

    /** The key of {@code manifest}, whose payload has {@code hash}. */
    public static Proposal of(RuleSetManifest manifest, String hash) {
      return new Proposal(manifest.name(), manifest.version(), hash);
    }

    @Override
    public String text() {
      return "proposal/" + name + "/" + version + "/" + hash;
    }
  }

  /** Reads the key of a record. */
  static Reading<ControlKey> parse(byte[] key) {
    return ControlKeyParser.parse(new String(key, StandardCharsets.UTF_8));
  }

  private static void require(TextForm form, String text) {
    if (!form.allows(text)) {
      throw new IllegalArgumentException("expected " + form.expected() + ": " + text);
    }
  }
}
