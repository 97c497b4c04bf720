package dev.sluice.stream.control;

import java.util.regex.Pattern;

/** Reads the keys of the control topic. */
final class ControlKeyParser {
  private static final Pattern VERSION = Pattern.compile("[1-9][0-9]{0,15}");

  private ControlKeyParser() {}

  static Reading<ControlKey> parse(String key) {
    String[] parts = key.split("/", -1);
    if (parts[0].equals("blob") && parts.length == 2) {
      return TextForm.SHA256.allows(parts[1])
          ? new Reading.Valid<>(new ControlKey.Blob(parts[1]))
          : invalid(key, TextForm.SHA256.expected() + " after 'blob/'");
    }
    if (parts[0].equals("proposal") && parts.length == 4) {
      return proposal(key, parts[1], parts[2], parts[3]);
    }
    return invalid(key, "blob/<sha256> or proposal/<name>/<version>/<hash>");
  }

  private static Reading<ControlKey> proposal(
      String key, String name, String version, String hash) {
    if (!TextForm.NAME.allows(name)) {
      return invalid(key, TextForm.NAME.expected() + " after 'proposal/'");
    }
    if (!VERSION.matcher(version).matches()
        || Long.parseLong(version) > RuleSetManifest.MAX_VERSION) {
      return invalid(key, "a version from 1 to " + RuleSetManifest.MAX_VERSION);
    }
    if (!TextForm.SHA256.allows(hash)) {
      return invalid(key, TextForm.SHA256.expected() + " after the version");
    }
    return new Reading.Valid<>(new ControlKey.Proposal(name, Long.parseLong(version), hash));
  }

  private static Reading<ControlKey> invalid(String key, String expected) {
    String message = "the key " + BoundedText.quoted(key) + " is malformed, expected " + expected;
    return new Reading.Invalid<>(InputProblem.malformed(message, ""));
  }
}
