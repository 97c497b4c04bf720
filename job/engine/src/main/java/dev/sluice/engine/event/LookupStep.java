package dev.sluice.engine.event;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One {@link FieldSource} of a field, with its names as nodes of the name trie. Immutable. */
sealed interface LookupStep {
  /** Returns whether the first place that is there holds all values. */
  boolean isPlain();

  /** Gathers the values, none when the field is not there. */
  void gather(PlainEvent event, Slices slices, Gathered into);

  /**
   * Values of the event, and texts beside them.
   *
   * @param names nodes by name: of each name the first node that is there counts
   * @param together whether the values of all names are meant; otherwise those of the first
   * @param translated folded texts, beside which others are added
   * @param translations what is added, in the same order
   */
  record Kept(List<int[]> names, boolean together, TextTable translated, List<Value> translations)
      implements LookupStep {
    public Kept {
      names = List.copyOf(names);
      translations = List.copyOf(translations);
    }

    static Kept of(List<int[]> names, boolean together, Map<String, String> also) {
      List<String> keys = also.keySet().stream().sorted().toList();
      return new Kept(
          names,
          together,
          new TextTable(keys),
          keys.stream().map(key -> Value.string(also.getOrDefault(key, ""))).toList());
    }

    @Override
    public boolean isPlain() {
      return !together && translations.isEmpty();
    }

    /**
     * Returns the first value of the first name that is there, or NONE; a name at which only
     * objects stand is the last resort.
     */
    int first(Slices slices) {
      int objects = Slices.NONE;
      for (int i = 0; i < names.size(); i++) {
        int value = slices.firstOf(names.get(i));
        if (value != Slices.NONE && !slices.areObjects(value)) {
          return value;
        }
        objects = objects == Slices.NONE ? value : objects;
      }
      return objects;
    }

    @Override
    public void gather(PlainEvent event, Slices slices, Gathered into) {
      if (together) {
        names.forEach(nodes -> gather(slices.firstOf(nodes), slices, into));
      } else {
        gather(first(slices), slices, into);
      }
      if (!translations.isEmpty()) {
        translate(event, into);
      }
    }

    private static void gather(int first, Slices slices, Gathered into) {
      for (int value = first; value >= 0; value = slices.next(value)) {
        into.add(value);
      }
    }

    private void translate(PlainEvent event, Gathered into) {
      for (int i = 0; i < into.size(); i++) {
        int value = into.value(i);
        if (event.hasText(value)) {
          int from = event.foldedFrom(value);
          int number = translated.indexOf(event.buffer(), from, event.foldedTo(value));
          if (number >= 0) {
            into.add(translations.get(number));
          }
        }
      }
    }
  }

  /**
   * Values that a source makes of those of the event.
   *
   * @param names in the order of the source
   */
  record Made(FieldSource source, List<Name> names) implements LookupStep {
    public Made {
      names = List.copyOf(names);
    }

    /**
     * A name that may end with the place of an item.
     *
     * @param whole the nodes of the name
     * @param arrays those of the name before the place; none when it has none
     */
    record Name(int[] whole, int[] arrays, int item) {
      List<Value> values(PlainEvent event, Slices slices) {
        List<Value> values = new ArrayList<>(1);
        int first = slices.firstOf(whole);
        for (int value = first; value >= 0; value = slices.next(value)) {
          values.add(event.toValue(value));
        }
        if (first == Slices.NONE) {
          int value = slices.firstOf(arrays);
          for (int i = 0; i < item && value >= 0; i++) {
            value = slices.next(value);
          }
          if (value >= 0 && slices.kind(value) != Slices.COMPOSITE) {
            values.add(event.toValue(value));
          }
        }
        return values;
      }
    }

    @Override
    public boolean isPlain() {
      return false;
    }

    @Override
    public void gather(PlainEvent event, Slices slices, Gathered into) {
      source.values(name -> names.get(name).values(event, slices)).forEach(into::add);
    }
  }
}
