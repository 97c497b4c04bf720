package dev.sluice.engine.event;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Numbers plain events by all that decides which rules can fire on them: their schema, and which of
 * the texts that tables and rules name stand where log sources and constants are read.
 *
 * <p>Invariant: two events with one key are the same log sources, and a constant that is known by
 * the key has that text in both. There are finitely many keys, however many texts events hold.
 * Immutable.
 */
public final class RouteKeys {
  /** The event must be read in full to know its route. */
  public static final long NONE = -1;

  private static final int ABSENT = 0;
  private static final int OTHER = 1;

  /** A whole number in plain digits that nobody names. */
  private static final int OTHER_NUMBER = 2;

  private static final int FIRST_NAMED = 3;

  /** Not one value with a text of Unicode: the event must be read in full. */
  private static final int MANY = -1;

  private static final int MAX_DIGITS = 18;
  private static final int MAX_BITS = 54;

  private final List<@Nullable List<Dimension>> byShape;

  /** One place that is looked at. */
  private static final class Dimension {
    private final FieldLookup place;
    private final boolean stringsOnly;
    private final Set<String> fields = new HashSet<>();
    private final Set<String> texts = new HashSet<>();
    private TextTable classes = new TextTable(List.of());

    Dimension(FieldLookup place, boolean stringsOnly) {
      this.place = place;
      this.stringsOnly = stringsOnly;
    }

    long size() {
      return FIRST_NAMED + (long) classes.size();
    }

    int classOf(PlainEvent event) {
      int value = event.first(place);
      if (value == PlainEvent.ABSENT) {
        return ABSENT;
      }
      boolean alone = value >= 0 && event.next(value) == PlainEvent.ABSENT;
      if (!alone || !event.hasText(value) || (stringsOnly && !event.isString(value))) {
        return MANY;
      }
      int from = event.foldedFrom(value);
      int to = event.foldedTo(value);
      if (from == to) {
        return MANY;
      }
      int named = classes.indexOf(event.buffer(), from, to);
      if (named >= 0) {
        return FIRST_NAMED + named;
      }
      if (SliceText.hasLoneSurrogate(event.buffer(), from, to)) {
        return MANY;
      }
      return isWholeNumber(event.buffer(), from, to) ? OTHER_NUMBER : OTHER;
    }

    private static boolean isWholeNumber(byte[] text, int from, int to) {
      if (to - from > MAX_DIGITS || (text[from] == '0' && to - from > 1)) {
        return false;
      }
      for (int i = from; i < to; i++) {
        if (text[i] < '0' || text[i] > '9') {
          return false;
        }
      }
      return true;
    }
  }

  /** What a key says of a field. */
  public enum Knowledge {
    /** Nothing. */
    UNKNOWN,
    /** The event has exactly one value in the field, with a text that is known. */
    TEXT,
    /** It has exactly one value with a text, but none of the texts that were named. */
    OTHER_TEXT,
    /** The same, and the text is a whole number in plain digits. */
    OTHER_NUMBER
  }

  private RouteKeys(List<@Nullable List<Dimension>> byShape) {
    this.byShape = byShape;
  }

  /**
   * Returns keys for events of {@code vocabulary}.
   *
   * @param constants by field the texts that rules compare it with; each field must be in the
   *     vocabulary
   * @param logSourceWords folded products, categories and services that rules name
   */
  public static RouteKeys of(
      Vocabulary vocabulary,
      LogSources logSources,
      Map<String, Set<String>> constants,
      Set<String> logSourceWords) {
    List<@Nullable List<Dimension>> byShape = new ArrayList<>();
    for (int shape = 0; shape <= vocabulary.shapes().size(); shape++) {
      Builder builder = new Builder(vocabulary, shape);
      builder.addNamed(logSourceWords);
      logSources.conditions(vocabulary.schema(shape).name()).forEach(builder::addCondition);
      constants.forEach(builder::addConstant);
      byShape.add(builder.dimensions());
    }
    return new RouteKeys(byShape);
  }

  /** Returns the key of {@code event}, which has been read, or {@link #NONE}. */
  public long of(PlainEvent event) {
    List<Dimension> dimensions = byShape.get(event.shape());
    if (dimensions == null) {
      return NONE;
    }
    long key = 0;
    for (int i = 0; i < dimensions.size(); i++) {
      Dimension dimension = dimensions.get(i);
      int value = dimension.classOf(event);
      if (value == MANY) {
        return NONE;
      }
      key = key * dimension.size() + value;
    }
    return key * byShape.size() + event.shape();
  }

  /** Returns the number of the schema of events with {@code key}. */
  public int shape(long key) {
    return (int) (key % byShape.size());
  }

  /** Returns what {@code key} says of {@code field}. */
  public Knowledge knowledge(long key, String field) {
    return switch (classOf(key, field)) {
      case MANY, ABSENT -> Knowledge.UNKNOWN;
      case OTHER -> Knowledge.OTHER_TEXT;
      case OTHER_NUMBER -> Knowledge.OTHER_NUMBER;
      default -> Knowledge.TEXT;
    };
  }

  /** Returns a value with the folded text of {@code field}, or null when it is not known. */
  public @Nullable Value value(long key, String field) {
    int value = classOf(key, field);
    Dimension dimension = dimension(key, field);
    return value < FIRST_NAMED || dimension == null
        ? null
        : Value.string(dimension.classes.text(value - FIRST_NAMED));
  }

  private int classOf(long key, String field) {
    long rest = key / byShape.size();
    List<Dimension> dimensions = dimensions(key);
    for (int i = dimensions.size() - 1; i >= 0; i--) {
      Dimension dimension = dimensions.get(i);
      if (dimension.fields.contains(field)) {
        return (int) (rest % dimension.size());
      }
      rest /= dimension.size();
    }
    return MANY;
  }

  private @Nullable Dimension dimension(long key, String field) {
    for (Dimension dimension : dimensions(key)) {
      if (dimension.fields.contains(field)) {
        return dimension;
      }
    }
    return null;
  }

  private List<Dimension> dimensions(long key) {
    List<Dimension> dimensions = byShape.get(shape(key));
    return dimensions == null ? List.of() : dimensions;
  }

  /** Gathers the dimensions of one schema; two that look at one place are one. */
  private static final class Builder {
    private final Vocabulary vocabulary;
    private final int shape;
    private final List<Dimension> dimensions = new ArrayList<>();

    Builder(Vocabulary vocabulary, int shape) {
      this.vocabulary = vocabulary;
      this.shape = shape;
    }

    void addNamed(Set<String> words) {
      Schema schema = vocabulary.schema(shape);
      for (Path path : schema.named().values()) {
        Dimension dimension = dimension(vocabulary.lookup(path), true);
        dimension.texts.addAll(words);
        dimension.texts.addAll(schema.fields().categories());
      }
    }

    void addCondition(LogSourceEntry.Condition condition) {
      Schema schema = vocabulary.schema(shape);
      Fact fact = condition.fact();
      FieldLookup place =
          fact == null
              ? vocabulary.lookup(shape, Set.of(), condition.field())
              : vocabulary.lookup(schema.facts().getOrDefault(fact, List.of()));
      dimension(place, false).texts.addAll(condition.folded());
    }

    void addConstant(String field, Set<String> texts) {
      Dimension dimension = dimension(vocabulary.constant(shape, field), false);
      dimension.fields.add(field);
      dimension.texts.addAll(texts);
    }

    private Dimension dimension(FieldLookup place, boolean stringsOnly) {
      for (Dimension known : dimensions) {
        if (known.place.isSamePlace(place) && known.stringsOnly == stringsOnly) {
          return known;
        }
      }
      Dimension added = new Dimension(place, stringsOnly);
      dimensions.add(added);
      return added;
    }

    /** Returns the dimensions, or null when their keys would not fit a long. */
    @Nullable List<Dimension> dimensions() {
      double bits = 0;
      for (Dimension dimension : dimensions) {
        dimension.texts.removeIf(text -> text.isEmpty() || Utf8.hasLoneSurrogate(text));
        dimension.classes = new TextTable(dimension.texts.stream().sorted().toList());
        bits += Math.log((double) dimension.size()) / Math.log(2);
      }
      return bits > MAX_BITS ? null : List.copyOf(dimensions);
    }
  }
}
