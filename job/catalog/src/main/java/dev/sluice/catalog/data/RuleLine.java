package dev.sluice.catalog.data;

import java.util.List;

/**
 * A rule in the list of all; the same texts stand on its page.
 *
 * @param slug names its page; unique
 * @param tactics words of the newest version of ATT&amp;CK
 * @param techniques ids as tagged, in capitals
 * @param events keys of the kinds of event it can match
 * @param routable some log source entry can admit an event to it; true of what is no rule
 */
public record RuleLine(
    String slug,
    Kind kind,
    String title,
    String id,
    boolean idDerived,
    String status,
    String level,
    String author,
    String date,
    String modified,
    String pack,
    String path,
    LogSourceStated logSource,
    List<String> tactics,
    List<String> techniques,
    List<String> fields,
    List<String> events,
    boolean routable) {

  public RuleLine {
    tactics = List.copyOf(tactics);
    techniques = List.copyOf(techniques);
    fields = List.copyOf(fields);
    events = List.copyOf(events);
  }

  /** What a document is. */
  public enum Kind {
    RULE,
    CORRELATION,
    FILTER
  }
}
