package dev.sluice.cli;

import dev.sluice.stream.control.ManifestDiff;
import dev.sluice.stream.control.ManifestDiff.Change;
import dev.sluice.stream.control.ManifestEntry;
import java.util.ArrayList;
import java.util.List;

/**
 * One document that a manifest changes.
 *
 * @param change one word: added, removed or changed
 * @param what of it is another one, and what becomes of the windows of a correlation; empty unless
 *     it is changed
 * @param mode as it will be, or was
 */
record DiffLine(
    String change, String kind, String id, String pack, String path, String mode, String what) {

  private static final int CHANGE_WIDTH = 7;
  private static final int KIND_WIDTH = 11;
  private static final int ID_WIDTH = 36;
  private static final int MODE_WIDTH = 8;
  private static final int PACK_WIDTH = 10;
  private static final int PATH_WIDTH = 40;

  static final ResultForm<DiffLine> FORM =
      new ResultForm<>(
          List.of(
              new Column<>("change", CHANGE_WIDTH, DiffLine::change),
              new Column<>("kind", KIND_WIDTH, DiffLine::kind),
              new Column<>("id", ID_WIDTH, DiffLine::id),
              new Column<>("mode", MODE_WIDTH, DiffLine::mode),
              new Column<>("pack", PACK_WIDTH, DiffLine::pack),
              new Column<>("path", PATH_WIDTH, DiffLine::path),
              new Column<>("what", 0, DiffLine::what)),
          Json::of);

  /** What {@code diff} consists of: what comes, what goes, what differs. */
  static List<DiffLine> of(ManifestDiff diff, WindowChange windows) {
    List<DiffLine> lines = new ArrayList<>();
    diff.added().forEach(entry -> lines.add(line("added", entry, "")));
    diff.removed().forEach(entry -> lines.add(line("removed", entry, "")));
    diff.changed()
        .forEach(change -> lines.add(line("changed", change.after(), what(change, windows))));
    return lines;
  }

  private static DiffLine line(String change, ManifestEntry entry, String what) {
    return new DiffLine(
        change,
        entry.kind().word(),
        entry.id(),
        entry.pack(),
        entry.path(),
        entry.mode().word(),
        what);
  }

  private static String what(Change change, WindowChange windows) {
    ManifestEntry before = change.before();
    ManifestEntry after = change.after();
    List<String> what = new ArrayList<>();
    if (!before.sha256().equals(after.sha256())) {
      what.add("content");
    } else if (change.isContent()) {
      what.add("place, was " + before.place());
    }
    if (change.isMode()) {
      what.add("mode, was " + before.mode().word());
    }
    if (change.isOverrides()) {
      what.add("overrides");
    }
    if (change.isExpiry()) {
      what.add("expiry, was " + (before.expires() == null ? "never" : before.expires()));
    }
    if (!before.reason().equals(after.reason())) {
      what.add("reason");
    }
    String fate =
        change.after().kind() == ManifestEntry.Kind.CORRELATION
            ? windows.text(change.after().id())
            : "";
    if (!fate.isEmpty()) {
      what.add(fate);
    }
    return String.join("; ", what);
  }
}
