package dev.sluice.cli;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One manifest of a rule set in its history. What is not known any more is empty.
 *
 * @param state {@code in force}, {@code accepted}, {@code rejected} or {@code proposed}
 * @param reason why it is rejected
 * @param at ISO instant at which it was made
 * @param by who says to have made it
 * @param signedBy ids of the keys that are said to have signed it
 * @param changes what it changes of its parent; the number of documents when that is not there
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record HistoryEntry(
    long version,
    String hash,
    String parent,
    String state,
    @Nullable String reason,
    String at,
    String by,
    List<String> signedBy,
    String op,
    String changes,
    String message,
    String ticket,
    String gitCommit) {

  private static final int VERSION_WIDTH = 7;
  private static final int HASH_WIDTH = 12;
  private static final int STATE_WIDTH = 8;
  private static final int TIME_WIDTH = 24;
  private static final int NAME_WIDTH = 12;
  private static final int OP_WIDTH = 8;
  private static final int TICKET_WIDTH = 8;
  private static final int CHANGES_WIDTH = 20;

  HistoryEntry {
    signedBy = List.copyOf(signedBy);
  }

  /** Terminals get what people look for; programs get all. */
  static ResultForm<HistoryEntry> form(OutputFormat format) {
    Column<HistoryEntry> version =
        new Column<>("version", VERSION_WIDTH, entry -> Long.toString(entry.version));
    Column<HistoryEntry> state = new Column<>("state", STATE_WIDTH, HistoryEntry::state);
    Column<HistoryEntry> at = new Column<>("at", TIME_WIDTH, HistoryEntry::at);
    Column<HistoryEntry> by = new Column<>("by", NAME_WIDTH, HistoryEntry::by);
    Column<HistoryEntry> op = new Column<>("op", OP_WIDTH, HistoryEntry::op);
    Column<HistoryEntry> ticket = new Column<>("ticket", TICKET_WIDTH, HistoryEntry::ticket);
    Column<HistoryEntry> changes = new Column<>("changes", CHANGES_WIDTH, HistoryEntry::changes);
    List<Column<HistoryEntry>> columns =
        format == OutputFormat.TABLE
            ? List.of(
                version,
                new Column<>("hash", HASH_WIDTH, HistoryEntry::shortHash),
                state,
                at,
                by,
                op,
                ticket,
                changes,
                new Column<>("message", 0, HistoryEntry::why))
            : List.of(
                version,
                new Column<>("hash", 0, HistoryEntry::hash),
                new Column<>("parent", 0, HistoryEntry::parent),
                state,
                new Column<>("reason", 0, entry -> entry.reason == null ? "" : entry.reason),
                at,
                by,
                new Column<>("signedBy", 0, entry -> String.join(" ", entry.signedBy)),
                op,
                ticket,
                new Column<>("gitCommit", 0, HistoryEntry::gitCommit),
                changes,
                new Column<>("message", 0, HistoryEntry::message));
    return new ResultForm<>(columns, Json::of);
  }

  private String shortHash() {
    return hash.substring(0, Math.min(HASH_WIDTH, hash.length()));
  }

  /** The first line of the message, and why it is rejected. */
  private String why() {
    String line = message.lines().findFirst().orElse("");
    return reason == null ? line : line + (line.isEmpty() ? "" : "; ") + reason;
  }
}
