package dev.sluice.cli;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

/** What the user calls a manifest: its version, or at least the first digits of its hash. */
record ManifestName(String text) {

  private static final int MIN_DIGITS = 6;
  private static final Pattern VERSION = Pattern.compile("\\d{1,16}");
  private static final Pattern HASH = Pattern.compile("[0-9a-f]{" + MIN_DIGITS + ",64}");

  /**
   * The manifest that is meant. A version means what was in force, never what was only proposed.
   *
   * @throws CommandFailure when there is none, or several
   */
  SignedManifest in(RuleSetState state) {
    Set<SignedManifest> meant = new LinkedHashSet<>();
    if (VERSION.matcher(text).matches()) {
      state.lineage().stream().filter(this::isVersion).forEach(meant::add);
    }
    if (meant.isEmpty() && HASH.matcher(text).matches()) {
      state.lineage().stream().filter(this::isHash).forEach(meant::add);
      proposals(state).stream().filter(this::isHash).forEach(meant::add);
    }
    if (meant.size() > 1) {
      throw CommandFailure.usage("several manifests have a hash that starts with " + text);
    }
    return meant.stream()
        .findFirst()
        .orElseThrow(
            () ->
                CommandFailure.usage(
                    "no manifest '"
                        + text
                        + "' is on the control topic (any more): sluice history lists them"));
  }

  private static List<SignedManifest> proposals(RuleSetState state) {
    return state.control().proposals(state.ruleSet()).stream()
        .map(ControlLog.Proposal::content)
        .filter(Objects::nonNull)
        .toList();
  }

  private boolean isVersion(SignedManifest manifest) {
    return Long.parseLong(text) == manifest.manifest().version();
  }

  private boolean isHash(SignedManifest manifest) {
    return manifest.hash().startsWith(text);
  }
}
