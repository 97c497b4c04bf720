package dev.sluice.catalog;

import dev.sluice.engine.event.EventType;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * A kind of event of an event log.
 *
 * @param provider as its log names it; empty when nothing is known of it
 * @param id empty when the whole channel is meant
 * @param explained whether the title is that of the id; else it is that of the whole channel
 */
record EventKind(String provider, String channel, String id, String title, boolean explained)
    implements Comparable<EventKind> {

  private static final Comparator<EventKind> ORDER =
      Comparator.comparing(EventKind::provider)
          .thenComparing(EventKind::channel)
          .thenComparing(kind -> kind.id().length())
          .thenComparing(EventKind::id)
          .thenComparing(EventKind::title);

  /** The event log's own messages stand in the channels of others. */
  private static final String EVENT_LOG = "Microsoft-Windows-Eventlog";

  /**
   * Of {@code type}, which has a channel.
   *
   * @param provider that a rule demands, null for none
   * @param id that a rule demands, null for none
   */
  static EventKind of(EventType type, @Nullable String provider, @Nullable String id) {
    String channel = orEmpty(type.channel());
    String number = id != null ? id : orEmpty(type.id());
    String named = provider != null ? provider : orEmpty(type.provider());
    return new EventKind(
        named.isEmpty() ? providerOf(channel, number) : named,
        channel,
        number,
        type.title(),
        number.isEmpty() || type.id() != null);
  }

  /** The name without what all providers of Windows begin with. */
  String shortProvider() {
    return provider.replaceFirst("^Microsoft-Windows-", "");
  }

  /** The name of its page: channels that one provider writes into share it. */
  String key() {
    return Slugs.key("event\n" + provider + "\n" + id);
  }

  @Override
  public int compareTo(EventKind other) {
    return ORDER.compare(this, other);
  }

  private static String providerOf(String channel, String id) {
    if (channel.equalsIgnoreCase("Security")) {
      return id.equals("1102") || id.equals("1100") || id.equals("1104")
          ? EVENT_LOG
          : "Microsoft-Windows-Security-Auditing";
    }
    int slash = channel.indexOf('/');
    return slash > 0 ? channel.substring(0, slash) : channel;
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }
}
