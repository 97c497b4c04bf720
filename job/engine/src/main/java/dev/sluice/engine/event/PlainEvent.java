package dev.sluice.engine.event;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An event read as places in its bytes: no tree, no map, and no text but what is asked for.
 *
 * <p>One object reads one event after the other, so it belongs to one thread, and what it returns
 * holds until the next {@link #read}. A value is a number from 0, in document order. Texts are
 * UTF-8 in {@link #buffer()}: folded ones by {@link CaseFold}, a lone surrogate as the three bytes
 * that UTF-8 would have for it.
 *
 * <p>Invariant: after {@link #read} has returned true, this event answers as {@link Event} does.
 */
public final class PlainEvent {
  /** The event lacks the field. */
  public static final int ABSENT = -1;

  /** The values of the field are no single chain: {@link #gather} has them. */
  public static final int NOT_PLAIN = -2;

  private static final int UNASKED = -1;

  private final PlainShape[] shapes;
  private final Slices slices;
  private final SliceScanner scanner;
  private final SliceText texts = new SliceText();
  private final SliceText exactTexts = new SliceText();
  private final Gathered gathered = new Gathered();
  private @Nullable FieldLookup gatheredField;
  private byte[] bytes = new byte[0];
  private int shape;
  private int exactValue;
  private int[] foldedFrom = new int[0];
  private int[] foldedTo = new int[0];

  PlainEvent(Vocabulary vocabulary, EventLimits limits) {
    this.shapes = vocabulary.shapes().toArray(PlainShape[]::new);
    this.slices = new Slices(vocabulary.table().size());
    this.scanner = new SliceScanner(vocabulary.table(), vocabulary.odd(), slices, limits);
  }

  /**
   * Reads {@code event}. Returns false when it is malformed, or shaped in a way that only {@link
   * EventReader} follows; that one then must be asked.
   */
  public boolean read(byte[] event) {
    return recognise(event) && (shape == shapes.length || isFollowed(shapes[shape]));
  }

  /**
   * Returns whether {@code event} is well-formed and its {@link #shape()} that of the whole
   * document; only what stands at paths of the vocabulary may be asked for then, for documents
   * within texts are not read.
   */
  boolean recognise(byte[] event) {
    bytes = event;
    texts.clear();
    exactValue = UNASKED;
    gatheredField = null;
    if (!scanner.scan(event) || scanner.isOdd()) {
      return false;
    }
    if (foldedFrom.length < slices.size()) {
      foldedFrom = new int[slices.size() * 2];
      foldedTo = new int[slices.size() * 2];
    }
    Arrays.fill(foldedFrom, 0, slices.size(), UNASKED);
    shape = recognised();
    return true;
  }

  private int recognised() {
    for (int i = 0; i < shapes.length; i++) {
      if (shapes[i].recognises(this)) {
        return i;
      }
    }
    return shapes.length;
  }

  private boolean isFollowed(PlainShape of) {
    for (int node : of.pairs()) {
      if (slices.has(node)) {
        return false;
      }
    }
    return of.plain() && !holdsDocument(of);
  }

  /** Whether a text may hold a document of its own, by its first byte. */
  private boolean holdsDocument(PlainShape of) {
    for (int node : of.documents()) {
      for (int value = slices.first(node); value != Slices.NONE; value = slices.next(value)) {
        int from = slices.from(value);
        if (slices.kind(value) == Slices.STRING && from < slices.to(value)) {
          byte first = bytes[from];
          boolean plain =
              first > ' ' && first != '<' && first != '{' && first != '[' && first != '\\';
          if (!plain) {
            return true;
          }
        }
      }
    }
    return false;
  }

  /** Returns the number of the schema that recognised the event. */
  public int shape() {
    return shape;
  }

  /** Returns the first value of a field, {@link #ABSENT} or {@link #NOT_PLAIN}. */
  public int first(FieldLookup field) {
    return field.first(this, slices);
  }

  /** Gathers all values of a field that is not plain; what is returned is reused. */
  public Gathered gather(FieldLookup field) {
    if (gatheredField != field) {
      field.gather(this, slices, gathered);
      gatheredField = field;
    }
    return gathered;
  }

  /** Returns all values of a field, as {@link Event#values} does. */
  public List<Value> values(FieldLookup field) {
    Gathered all = gather(field);
    List<Value> values = new ArrayList<>(all.size());
    for (int i = 0; i < all.size(); i++) {
      values.add(toValue(all.value(i)));
    }
    values.addAll(all.made());
    return values;
  }

  /** Returns the next value of the same field, or {@link #ABSENT}. */
  public int next(int value) {
    return slices.next(value);
  }

  /** Returns the number of values of the whole event. */
  public int size() {
    return slices.size();
  }

  /** Returns whether the value is a string, a number or a boolean. */
  public boolean hasText(int value) {
    return slices.kind(value) <= Slices.BOOLEAN;
  }

  /** Returns whether the value is a string or a number, which keywords search. */
  public boolean isSearched(int value) {
    return slices.kind(value) <= Slices.NUMBER;
  }

  /** Returns whether the value is a string. */
  public boolean isString(int value) {
    return slices.kind(value) == Slices.STRING;
  }

  /** Returns whether the value is JSON null. */
  public boolean isNull(int value) {
    return slices.kind(value) == Slices.NULL;
  }

  /** Returns where the text stands in the bytes of the event, as JSON writes it. */
  public int writtenFrom(int value) {
    return slices.from(value);
  }

  /** Returns where the text as JSON writes it ends. */
  public int writtenTo(int value) {
    return slices.to(value);
  }

  /** Returns the buffer of texts; a text asked for later may replace it. */
  public byte[] buffer() {
    return texts.bytes();
  }

  /** Folds the text of a value that has one, and returns where it begins in the buffer. */
  public int foldedFrom(int value) {
    if (foldedFrom[value] == UNASKED) {
      foldedFrom[value] = texts.size();
      texts.append(bytes, slices.from(value), slices.to(value), slices.form(value), true);
      foldedTo[value] = texts.size();
    }
    return foldedFrom[value];
  }

  /** Returns where the folded text ends, once {@link #foldedFrom} was asked. */
  public int foldedTo(int value) {
    return foldedTo[value];
  }

  /**
   * Makes the text of a value that has one, as it is, stand at the beginning of {@link
   * #exactBuffer()}, and returns its length.
   */
  public int exactLength(int value) {
    if (exactValue != value) {
      exactTexts.clear();
      exactTexts.append(bytes, slices.from(value), slices.to(value), slices.form(value), false);
      exactValue = value;
    }
    return exactTexts.size();
  }

  /** Returns the buffer of {@link #exactLength}. */
  public byte[] exactBuffer() {
    return exactTexts.bytes();
  }

  /** Returns whether the text of {@link #exactLength} holds a lone surrogate. */
  public boolean hasLoneSurrogate() {
    return exactTexts.hasLoneSurrogate();
  }

  /** Returns the value as {@link Event} gives it. */
  public Value toValue(int value) {
    int from = slices.from(value);
    int to = slices.to(value);
    return switch (slices.kind(value)) {
      case Slices.STRING ->
          Value.string(
              (slices.form(value) & Slices.ESCAPED) == 0
                  ? new String(bytes, from, to - from, StandardCharsets.UTF_8)
                  : SliceText.decode(bytes, from, to));
      case Slices.NUMBER ->
          Value.number(new String(bytes, from, to - from, StandardCharsets.ISO_8859_1));
      case Slices.BOOLEAN -> bytes[from] == 't' ? Value.TRUE : Value.FALSE;
      case Slices.NULL -> Value.NULL;
      default -> Value.COMPOSITE;
    };
  }

  /**
   * Returns whether every character of ASCII that some value has, folded, is written as itself or
   * by an escape of two characters.
   */
  public boolean isSpelledOut() {
    return !scanner.isVeiled();
  }
}
