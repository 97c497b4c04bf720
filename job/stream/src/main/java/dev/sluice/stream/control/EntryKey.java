package dev.sluice.stream.control;

/** What names one entry of a manifest: ids are unique among documents of one kind. */
public record EntryKey(ManifestEntry.Kind kind, String id) {

  /** {@code rule 5f0e…}, for a message. */
  @Override
  public String toString() {
    return kind.word() + " " + id;
  }
}
