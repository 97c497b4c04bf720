package dev.sluice.engine.event;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How texts of an event are written that are not written as they are. */
enum Decoding {
  /** They are. */
  NONE(""),

  /** As auditd writes strings that others have a hand in; see {@link AuditHex}. */
  AUDIT_HEX("audit-hex");

  private final String word;

  Decoding(String word) {
    this.word = word;
  }

  /** Returns the decoding that a table names so, or null. */
  static @Nullable Decoding of(String word) {
    return word.equals(AUDIT_HEX.word) ? AUDIT_HEX : null;
  }

  static List<String> words() {
    return List.of(AUDIT_HEX.word);
  }

  /** Returns {@code values}, and beside each that may be decoded what it then is. */
  List<Value> beside(List<Value> values) {
    if (this == NONE || values.isEmpty()) {
      return values;
    }
    List<Value> all = new ArrayList<>(values.size() + 1);
    for (Value value : values) {
      String bare = bare(value);
      all.add(bare == null ? value : Value.string(bare));
      String decoded = value.kind() == Value.Kind.STRING ? AuditHex.decoded(value.text()) : null;
      if (decoded != null) {
        all.add(Value.string(decoded));
      }
    }
    return List.copyOf(all);
  }

  /** Returns one value for each of {@code values}: the likeliest. */
  List<Value> likeliest(List<Value> values) {
    return this == NONE ? values : values.stream().map(Decoding::likeliest).toList();
  }

  private static Value likeliest(Value value) {
    String bare = bare(value);
    if (bare != null || value.kind() != Value.Kind.STRING) {
      return bare == null ? value : Value.string(bare);
    }
    String decoded = AuditHex.decoded(value.text());
    return decoded != null && AuditHex.isLikely(value.text()) ? Value.string(decoded) : value;
  }

  private static @Nullable String bare(Value value) {
    return value.kind() == Value.Kind.STRING ? AuditHex.unquoted(value.text()) : null;
  }
}
