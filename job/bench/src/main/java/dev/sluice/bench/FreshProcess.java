package dev.sluice.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.regex.Pattern;

/**
 * The new values of one process creation. A word that is exchanged is exchanged everywhere in the
 * event: the command line names the image it starts.
 */
final class FreshProcess implements EventTree.Rewriter {

  private static final List<String> IMAGE = List.of("Image", "NewProcessName");
  private static final List<String> PARENT_IMAGE = List.of("ParentImage", "ParentProcessName");
  private static final Set<String> COMMAND_LINE = Set.of("CommandLine", "ParentCommandLine");
  private static final Set<String> HOST = Set.of("Hostname", "Computer", "computer_name");
  private static final Set<String> USER =
      Set.of("User", "SubjectUserName", "TargetUserName", "AccountName");
  private static final Set<String> PROCESS_ID =
      Set.of("ProcessId", "ParentProcessId", "NewProcessId", "ExecutionProcessID", "process_id");
  private static final Set<String> SERIAL =
      Set.of("ThreadID", "thread_id", "RecordNumber", "record_number", "port");
  private static final Set<String> LOGON = Set.of("LogonId", "SubjectLogonId", "TargetLogonId");
  private static final Pattern WELL_KNOWN =
      Pattern.compile("-?|.*(SYSTEM|SERVICE|(DWM|UMFD)-\\d+)", Pattern.CASE_INSENSITIVE);
  private static final Pattern GUID =
      Pattern.compile("\\{?\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}}?");
  private static final Pattern TIME =
      Pattern.compile("\\d{4}-\\d\\d-\\d\\d[ T]\\d\\d:\\d\\d:\\d\\d.*");
  private static final int TIME_LENGTH = "2026-06-01T00:00:00".length();
  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final Instant FIRST = Instant.parse("2026-06-01T00:00:00Z");
  private static final int SECONDS_OF_A_MONTH = 30 * 24 * 3600;
  private static final int HOSTS = 5000;
  private static final int USERS = 3000;
  private static final int VARIANTS = 40;
  private static final int EXTENSION_LENGTH = 3;
  private static final double EXCHANGED = 0.75;

  private final Words words;
  private final Set<String> kept;
  private final SplittableRandom random;
  private final Map<String, String> exchanged = new HashMap<>();
  private final String time;
  private final String host;
  private final String user;
  private final String image;

  /**
   * @param words that are used
   * @param kept words that are not exchanged
   */
  FreshProcess(EventTree event, Words words, Set<String> kept, SplittableRandom random) {
    this.words = words;
    this.kept = kept;
    this.random = random;
    this.time = SECONDS.format(FIRST.plusSeconds(random.nextInt(SECONDS_OF_A_MONTH)));
    this.host = String.format(Locale.ROOT, "WS%04d", random.nextInt(HOSTS));
    this.user = "u" + common(USERS);
    int variant = common(VARIANTS);
    path(event.text(PARENT_IMAGE), variant);
    this.image = path(event.text(IMAGE), variant);
  }

  /** The paths of the programs that an event names. */
  static String programs(EventTree event) {
    return event.text(IMAGE) + " " + event.text(PARENT_IMAGE);
  }

  @Override
  public JsonNode rewrite(String key, JsonNode value) {
    if (value.isIntegralNumber()) {
      return PROCESS_ID.contains(key) || SERIAL.contains(key)
          ? IntNode.valueOf(processId())
          : value;
    }
    if (!value.isTextual() || value.textValue().isEmpty()) {
      return value;
    }
    return TextNode.valueOf(text(key, value.textValue()));
  }

  private String text(String key, String text) {
    if (COMMAND_LINE.contains(key)) {
      return exchange(numbers(text), EXCHANGED, random);
    }
    if (IMAGE.contains(key) || PARENT_IMAGE.contains(key) || key.equals("OriginalFileName")) {
      return exchange(text, 0, random);
    }
    if (key.equals("CurrentDirectory")) {
      return path(text, common(VARIANTS));
    }
    if (key.equals("Hashes")) {
      return hashes(text);
    }
    if (PROCESS_ID.contains(key) || SERIAL.contains(key)) {
      return text.startsWith("0x")
          ? "0x" + Integer.toHexString(processId())
          : Integer.toString(processId());
    }
    if (LOGON.contains(key)) {
      return text.length() > "0x3e7".length() ? digits(text, "0x".length(), random) : text;
    }
    return identity(key, text);
  }

  private String identity(String key, String text) {
    if (HOST.contains(key)) {
      int dot = text.indexOf('.');
      return host + (dot < 0 ? "" : text.substring(dot));
    }
    if (USER.contains(key)) {
      return account(text);
    }
    if (GUID.matcher(text).matches()) {
      return key.startsWith("Provider") || key.startsWith("provider")
          ? text
          : digits(text, 0, random);
    }
    return TIME.matcher(text).matches()
        ? time.replace('T', text.charAt(time.indexOf('T'))) + text.substring(TIME_LENGTH)
        : text;
  }

  /** A machine's account has the machine's name; the accounts of the system stay. */
  private String account(String text) {
    String domain = text.substring(0, text.indexOf('\\') + 1);
    String name = text.substring(domain.length());
    if (WELL_KNOWN.matcher(name).matches()) {
      return text;
    }
    return domain + (name.endsWith("$") ? host + "$" : user);
  }

  /** Hashes follow from the image; of a few images there are several versions. */
  private String hashes(String text) {
    long version = common(VARIANTS) / (VARIANTS / 2);
    SplittableRandom ofImage = new SplittableRandom(image.hashCode() * 31L + version);
    StringBuilder hashes = new StringBuilder(text);
    int at = 0;
    while (at < text.length()) {
      int equals = text.indexOf('=', at);
      int comma = text.indexOf(',', at);
      int end = comma < 0 ? text.length() : comma;
      int start = equals < 0 || equals > end ? at : equals + 1;
      hashes.replace(start, end, digits(text.substring(start, end), 0, ofImage));
      at = end + 1;
    }
    return hashes.toString();
  }

  /**
   * One of a limited number of paths made of {@code path}, the first of which is itself. A program
   * and its parent are exchanged together: a known program that an unknown one starts would fire.
   */
  private String path(String path, int variant) {
    SplittableRandom ofPath = new SplittableRandom(path.hashCode() * 31L + variant);
    return exchange(path, variant == 0 ? 0 : 1, ofPath);
  }

  private String numbers(String text) {
    StringBuilder other = new StringBuilder(text);
    for (int i = 0; i < text.length(); i++) {
      boolean ofWord = i > 0 && Character.isLetterOrDigit(text.charAt(i - 1));
      if (Words.isDigit(text.charAt(i)) && !ofWord && random.nextDouble() < EXCHANGED) {
        other.setCharAt(i, (char) ('0' + random.nextInt(10)));
      }
    }
    return other.toString();
  }

  /**
   * Exchanges words of more than three letters as often as {@code share} says; shorter ones are
   * file extensions and flags.
   */
  private String exchange(String text, double share, SplittableRandom with) {
    StringBuilder other = new StringBuilder(text);
    int at = 0;
    while (at < text.length()) {
      int end = at + 1;
      while (end < text.length()
          && Words.isLetter(text.charAt(at))
          && Words.isLetter(text.charAt(end))) {
        end++;
      }
      if (end - at > EXTENSION_LENGTH) {
        other.replace(at, end, word(text.substring(at, end), share, with));
      }
      at = end;
    }
    return other.toString();
  }

  private String word(String word, double share, SplittableRandom with) {
    String other =
        exchanged.computeIfAbsent(
            word.toLowerCase(Locale.ROOT),
            known ->
                !kept.contains(known) && with.nextDouble() < share
                    ? words.instead(known, with)
                    : known);
    return Words.withCaseOf(word, other);
  }

  /** Other hexadecimal digits from {@code from} on. */
  private static String digits(String text, int from, SplittableRandom with) {
    boolean lower = text.equals(text.toLowerCase(Locale.ROOT));
    String digits = lower ? "0123456789abcdef" : "0123456789ABCDEF";
    StringBuilder other = new StringBuilder(text);
    for (int i = from; i < text.length(); i++) {
      if (Character.digit(text.charAt(i), 16) >= 0) {
        other.setCharAt(i, digits.charAt(with.nextInt(16)));
      }
    }
    return other.toString();
  }

  private int processId() {
    return 4 * (1 + random.nextInt(1 << 14));
  }

  /** A number below {@code bound}, small ones far more often: 0 in about a third of all cases. */
  private int common(int bound) {
    double uniform = random.nextDouble();
    return (int) (bound * uniform * uniform * uniform);
  }
}
