package dev.sluice.engine.compile;

import dev.sluice.engine.sigma.Comparison;
import dev.sluice.engine.sigma.Modifier;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The modifiers of one item, checked against each other. The specification fixes no grammar of
 * chains; an order or a combination without a meaning is refused rather than guessed.
 */
record ModifierChain(List<Modifier> modifiers) {

  private static final Set<Modifier> ANCHORS =
      EnumSet.of(Modifier.CONTAINS, Modifier.STARTSWITH, Modifier.ENDSWITH);
  private static final Set<Modifier> REGEX_FLAGS =
      EnumSet.of(Modifier.IGNORE_CASE, Modifier.MULTI_LINE, Modifier.DOT_ALL);
  private static final Set<Modifier> UTF16 =
      EnumSet.of(Modifier.WIDE, Modifier.UTF16BE, Modifier.UTF16);
  private static final Set<Modifier> BASE64 = EnumSet.of(Modifier.BASE64, Modifier.BASE64OFFSET);
  private static final Set<Modifier> TIME =
      EnumSet.of(
          Modifier.MINUTE,
          Modifier.HOUR,
          Modifier.DAY,
          Modifier.WEEK,
          Modifier.MONTH,
          Modifier.YEAR);
  private static final Map<Modifier, Comparison.Operator> COMPARE =
      Map.of(
          Modifier.LT, Comparison.Operator.LT,
          Modifier.LTE, Comparison.Operator.LTE,
          Modifier.GT, Comparison.Operator.GT,
          Modifier.GTE, Comparison.Operator.GTE);
  private static final Set<Modifier> TEXT_ONLY = EnumSet.of(Modifier.WINDASH);
  private static final List<Set<Modifier>> EXCLUSIVE =
      List.of(ANCHORS, UTF16, BASE64, TIME, COMPARE.keySet());
  private static final Set<Modifier> KINDS =
      EnumSet.of(Modifier.RE, Modifier.CIDR, Modifier.EXISTS, Modifier.FIELDREF);

  static {
    TEXT_ONLY.addAll(ANCHORS);
    TEXT_ONLY.addAll(UTF16);
    TEXT_ONLY.addAll(BASE64);
    KINDS.addAll(COMPARE.keySet());
  }

  /** What the values of the item are. */
  enum Kind {
    TEXT,
    REGEX,
    NETWORK,
    EXISTS,
    NUMBER,
    FIELD,
    TIME
  }

  ModifierChain {
    modifiers = List.copyOf(modifiers);
  }

  boolean has(Modifier modifier) {
    return modifiers.contains(modifier);
  }

  Kind kind() {
    if (has(Modifier.RE)) {
      return Kind.REGEX;
    }
    if (has(Modifier.CIDR)) {
      return Kind.NETWORK;
    }
    if (has(Modifier.EXISTS)) {
      return Kind.EXISTS;
    }
    if (has(Modifier.FIELDREF)) {
      return Kind.FIELD;
    }
    if (any(TIME)) {
      return Kind.TIME;
    }
    return any(COMPARE.keySet()) ? Kind.NUMBER : Kind.TEXT;
  }

  /** Whether the value is made into another text before it is compared. */
  boolean rewritesText() {
    return any(TEXT_ONLY) || has(Modifier.EXPAND);
  }

  /** The comparison that is asked for; equality when none is. */
  Comparison.Operator operator() {
    return modifiers.stream()
        .filter(COMPARE::containsKey)
        .findFirst()
        .map(COMPARE::get)
        .orElse(Comparison.Operator.EQ);
  }

  /** The part of a timestamp that is compared; only for {@link Kind#TIME}. */
  Modifier timePart() {
    return modifiers.stream().filter(TIME::contains).findFirst().orElseThrow();
  }

  /** Where a referenced field's value must stand; only for {@link Kind#FIELD}. */
  Anchor anchor() {
    if (has(Modifier.CONTAINS)) {
      return Anchor.CONTAINS;
    }
    if (has(Modifier.STARTSWITH)) {
      return Anchor.PREFIX;
    }
    return has(Modifier.ENDSWITH) ? Anchor.SUFFIX : Anchor.EXACT;
  }

  /** Why the chain has no meaning, or null when it has one. */
  @Nullable String contradiction(boolean keywords) {
    if (modifiers.isEmpty()) {
      return null;
    }
    String pair = modifiers.size() > 1 ? exclusive() : null;
    if (pair != null) {
      return pair;
    }
    Kind kind = kind();
    if (any(REGEX_FLAGS) && kind != Kind.REGEX) {
      return "'i', 'm' and 's' belong behind 're'";
    }
    if (kind == Kind.REGEX && modifiers.get(0) != Modifier.RE) {
      return "'re' must come first";
    }
    boolean searchable = kind == Kind.TEXT || kind == Kind.REGEX;
    if (keywords && (!searchable || has(Modifier.NEQ))) {
      return "keywords are texts or regular expressions";
    }
    String misplaced = misplacedText(kind);
    return misplaced != null ? misplaced : misplacedOrder();
  }

  private @Nullable String exclusive() {
    for (Set<Modifier> group : EXCLUSIVE) {
      List<String> named = modifiers.stream().filter(group::contains).map(Modifier::text).toList();
      if (named.size() > 1) {
        return "'" + String.join("' and '", named) + "' exclude each other";
      }
    }
    List<Modifier> stated = modifiers.stream().filter(KINDS::contains).toList();
    boolean timeAndKind = any(TIME) && stated.stream().anyMatch(m -> !COMPARE.containsKey(m));
    if (stated.size() > 1 || timeAndKind) {
      return "'"
          + String.join("', '", modifiers.stream().map(Modifier::text).toList())
          + "' ask for values of different kinds";
    }
    return has(Modifier.CASED) && has(Modifier.IGNORE_CASE)
        ? "'cased' and 'i' exclude each other"
        : null;
  }

  private @Nullable String misplacedText(Kind kind) {
    Set<Modifier> allowed = EnumSet.of(Modifier.ALL);
    switch (kind) {
      case TEXT -> {
        return null;
      }
      case REGEX -> {
        allowed.addAll(REGEX_FLAGS);
        allowed.addAll(ANCHORS);
        allowed.addAll(EnumSet.of(Modifier.RE, Modifier.NEQ, Modifier.EXPAND, Modifier.CASED));
      }
      case NETWORK -> allowed.addAll(EnumSet.of(Modifier.CIDR, Modifier.NEQ, Modifier.EXPAND));
      case FIELD -> {
        allowed.addAll(ANCHORS);
        allowed.addAll(EnumSet.of(Modifier.FIELDREF, Modifier.NEQ, Modifier.CASED));
      }
      case EXISTS -> allowed = EnumSet.of(Modifier.EXISTS);
      case NUMBER -> allowed.addAll(COMPARE.keySet());
      case TIME -> {
        allowed.addAll(COMPARE.keySet());
        allowed.addAll(TIME);
        allowed.add(Modifier.NEQ);
      }
    }
    for (Modifier modifier : modifiers) {
      if (!allowed.contains(modifier)) {
        return "'"
            + modifier.text()
            + "' cannot be combined with a value of kind "
            + kind.name().toLowerCase(Locale.ROOT);
      }
    }
    return null;
  }

  /**
   * Encodings take the plain value: nothing that adds wildcards may stand before them. A part of a
   * time is compared.
   */
  private @Nullable String misplacedOrder() {
    boolean compared = false;
    boolean open = false;
    boolean encoded = false;
    boolean base64 = false;
    for (Modifier modifier : modifiers) {
      boolean encodes = UTF16.contains(modifier) || BASE64.contains(modifier);
      if (encodes && open) {
        return "'" + modifier.text() + "' must come before 'contains', 'startswith' and 'endswith'";
      }
      if (UTF16.contains(modifier) && base64) {
        return "'" + modifier.text() + "' must come before base64";
      }
      boolean readsText = modifier == Modifier.WINDASH || modifier == Modifier.EXPAND;
      if (readsText && (encoded || base64)) {
        return "'" + modifier.text() + "' must come before the encodings";
      }
      if (TIME.contains(modifier) && compared) {
        return "'" + modifier.text() + "' must come before the comparison";
      }
      compared |= COMPARE.containsKey(modifier);
      open |= ANCHORS.contains(modifier);
      encoded |= UTF16.contains(modifier);
      base64 |= BASE64.contains(modifier);
    }
    return null;
  }

  private boolean any(Set<Modifier> group) {
    for (Modifier modifier : modifiers) {
      if (group.contains(modifier)) {
        return true;
      }
    }
    return false;
  }
}
