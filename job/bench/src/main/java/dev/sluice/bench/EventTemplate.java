package dev.sluice.bench;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/**
 * A recorded event that others can live through: its host, users, ids and times are exchanged where
 * they stand, everything else stays byte by byte. Immutable.
 */
final class EventTemplate {

  /** What a host is called; a million of them have a name. */
  private static final String HOST = "WS";

  private static final int MILLION = 1_000_000;
  private static final String DOMAIN = ".fleet.example";
  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final int DATE_LENGTH = "2026-06-01".length();
  private static final String DIGITS = "0123456789abcdef";
  private static final int LETTERS = 26;
  private static final long ODD = 0x9E3779B97F4A7C15L;

  private final byte[] event;
  private final List<Slot> slots;
  private final int length;

  /**
   * @param event not copied
   * @param slots in their order, none over another
   */
  EventTemplate(byte[] event, List<Slot> slots) {
    this.event = event;
    this.slots = List.copyOf(slots);
    this.length = event.length + slots.stream().mapToInt(Slot::growth).sum();
  }

  /**
   * Who lives through an event, and when.
   *
   * @param host its number
   * @param life another one gives the same host other processes and sessions
   */
  record Identity(int host, long life, long epochSecond) {}

  /** What stands at a place. */
  enum Kind {
    HOST_NAME,
    HOST_AND_DOMAIN,
    USER,
    ID,
    TIME,
    EPOCH_SECOND
  }

  /**
   * A place whose text is exchanged.
   *
   * @param seed of a user or an id: the same for the same one; of a time, its distance from that of
   *     the event in seconds
   */
  record Slot(int start, int end, Kind kind, long seed) {

    private int growth() {
      return switch (kind) {
        case HOST_NAME -> hostName(0).length() - (end - start);
        case HOST_AND_DOMAIN -> host(0).length() - (end - start);
        default -> 0;
      };
    }
  }

  /** The event as it was captured; not a copy. */
  byte[] recorded() {
    return event;
  }

  static String hostName(int number) {
    return HOST + Integer.toString(MILLION + number).substring(1);
  }

  /** The name with its domain, which is what an event says its host is. */
  static String host(int number) {
    return hostName(number) + DOMAIN;
  }

  byte[] write(Identity identity) {
    byte[] out = new byte[length];
    int from = 0;
    int at = 0;
    for (Slot slot : slots) {
      System.arraycopy(event, from, out, at, slot.start - from);
      at += slot.start - from;
      at = write(slot, identity, out, at);
      from = slot.end;
    }
    System.arraycopy(event, from, out, at, event.length - from);
    return out;
  }

  private int write(Slot slot, Identity identity, byte[] out, int at) {
    return switch (slot.kind) {
      case HOST_NAME -> put(hostName(identity.host), out, at);
      case HOST_AND_DOMAIN -> put(host(identity.host), out, at);
      case USER -> user(slot, mixed(slot.seed ^ mixed(identity.host)), out, at);
      case ID -> id(slot, mixed(slot.seed ^ mixed(identity.host) ^ (identity.life * ODD)), out, at);
      case TIME -> time(slot, identity.epochSecond + slot.seed, out, at);
      case EPOCH_SECOND -> put(Long.toString(identity.epochSecond), out, at);
    };
  }

  private static int put(String text, byte[] out, int at) {
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    System.arraycopy(bytes, 0, out, at, bytes.length);
    return at + bytes.length;
  }

  private static int user(Slot slot, long draw, byte[] out, int at) {
    long rest = draw;
    for (int i = 0; i < slot.end - slot.start; i++) {
      out[at + i] = (byte) ('a' + Long.remainderUnsigned(rest, LETTERS));
      rest = mixed(rest);
    }
    return at + slot.end - slot.start;
  }

  /** Hexadecimal digits; other characters, and the case, stay. */
  private int id(Slot slot, long draw, byte[] out, int at) {
    long rest = draw;
    for (int i = slot.start; i < slot.end; i++) {
      byte was = event[i];
      char digit = DIGITS.charAt((int) (rest & 15));
      boolean isDigit = Character.digit(was, 16) >= 0;
      out[at + i - slot.start] =
          isDigit ? (byte) (isUpper(slot) ? Character.toUpperCase(digit) : digit) : was;
      rest = isDigit ? rest >>> 4 : rest;
      rest = rest == 0 ? mixed(draw + i - slot.start) : rest;
    }
    return at + slot.end - slot.start;
  }

  private boolean isUpper(Slot slot) {
    for (int i = slot.start; i < slot.end; i++) {
      if (event[i] >= 'A' && event[i] <= 'F') {
        return true;
      }
    }
    return false;
  }

  /** What stands between date and time stays: a blank or a T. */
  private int time(Slot slot, long epochSecond, byte[] out, int at) {
    int end = put(SECONDS.format(Instant.ofEpochSecond(epochSecond)), out, at);
    out[at + DATE_LENGTH] = event[slot.start + DATE_LENGTH];
    return end;
  }

  /** Spreads neighbouring numbers over all of them. */
  static long mixed(long number) {
    long mixed = (number ^ (number >>> 30)) * 0xBF58476D1CE4E5B9L + ODD;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
    return mixed ^ (mixed >>> 31);
  }
}
