package dev.sluice.engine.sigma;

import dev.sluice.engine.yaml.Position;
import dev.sluice.engine.yaml.YamlScalar;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The body of a search identifier (specification, Detection). */
public sealed interface Detection {

  /** Where it is written. */
  Position position();

  /** A map: true when every part is. */
  record AllOf(List<Detection> parts, Position position) implements Detection {
    public AllOf {
      parts = List.copyOf(parts);
    }
  }

  /** A list: true when some part is; never true when there is none. */
  record AnyOf(List<Detection> parts, Position position) implements Detection {
    public AnyOf {
      parts = List.copyOf(parts);
    }
  }

  /**
   * One field with its modifiers and values, or keywords.
   *
   * @param field null for keywords
   * @param modifiers in the order of the text, without repetitions
   * @param values scalars as written; a null stands alone
   */
  record Item(
      @Nullable String field, List<Modifier> modifiers, List<YamlScalar> values, Position position)
      implements Detection {
    public Item {
      modifiers = List.copyOf(modifiers);
      values = List.copyOf(values);
    }
  }
}
