package dev.sluice.engine.event;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/** How the values under several names become the values of one field. Immutable. */
sealed interface Combination {
  /** Those of the first name that is there; one at which only objects stand is the last resort. */
  Combination FIRST = new First();

  /** Those of all names. */
  Combination TOGETHER = new Together();

  /**
   * Returns the values of the field.
   *
   * @param names how many names there are
   * @param at the values under the name of a number
   */
  List<Value> of(int names, IntFunction<List<Value>> at);

  /** Returns whether each value stays one of its own, rather than a part of a text. */
  boolean keepsEach();

  /** {@link #FIRST}. */
  record First() implements Combination {
    @Override
    public boolean keepsEach() {
      return true;
    }

    @Override
    public List<Value> of(int names, IntFunction<List<Value>> at) {
      List<Value> objects = List.of();
      for (int name = 0; name < names; name++) {
        List<Value> values = at.apply(name);
        if (!Value.areObjects(values)) {
          return values;
        }
        objects = objects.isEmpty() ? values : objects;
      }
      return objects;
    }
  }

  /** {@link #TOGETHER}. */
  record Together() implements Combination {
    @Override
    public boolean keepsEach() {
      return true;
    }

    @Override
    public List<Value> of(int names, IntFunction<List<Value>> at) {
      List<Value> values = new ArrayList<>();
      for (int name = 0; name < names; name++) {
        values.addAll(at.apply(name));
      }
      return List.copyOf(values);
    }
  }

  /** One text: those of all names in their order, with {@code with} between two. */
  record Joined(String with) implements Combination {
    @Override
    public boolean keepsEach() {
      return false;
    }

    @Override
    public List<Value> of(int names, IntFunction<List<Value>> at) {
      List<String> texts =
          TOGETHER.of(names, at).stream().filter(Value::hasText).map(Value::text).toList();
      return texts.isEmpty() ? List.of() : List.of(Value.string(String.join(with, texts)));
    }
  }

  /** The texts of the first template whose parts are all there. */
  record Templates(List<Template> templates) implements Combination {
    public Templates {
      templates = List.copyOf(templates);
    }

    @Override
    public boolean keepsEach() {
      return false;
    }

    @Override
    public List<Value> of(int names, IntFunction<List<Value>> at) {
      for (Template template : templates) {
        List<Value> texts = template.texts(at);
        if (!texts.isEmpty()) {
          return texts;
        }
      }
      return List.of();
    }
  }

  /**
   * A text with places for the values of names.
   *
   * @param literals what stands before, between and behind the places
   * @param names the number of the name of each place
   */
  record Template(List<String> literals, List<Integer> names) {
    /** What a hostile event can multiply its size by. */
    private static final int MAX_TEXTS = 16;

    public Template {
      literals = List.copyOf(literals);
      names = List.copyOf(names);
    }

    /** Returns one text, or more when a place has several values; none when a place has none. */
    List<Value> texts(IntFunction<List<Value>> at) {
      List<List<String>> places = names.stream().map(name -> filled(at.apply(name))).toList();
      int texts = places.stream().mapToInt(List::size).max().orElse(0);
      if (places.stream().anyMatch(List::isEmpty)) {
        return List.of();
      }
      List<Value> made = new ArrayList<>();
      for (int number = 0; number < Math.min(texts, MAX_TEXTS); number++) {
        made.add(Value.string(text(places, number)));
      }
      return List.copyOf(made);
    }

    private static List<String> filled(List<Value> values) {
      return values.stream()
          .filter(Value::hasText)
          .map(Value::text)
          .filter(text -> !text.isEmpty())
          .toList();
    }

    /** A place that has fewer values than another repeats its last. */
    private String text(List<List<String>> places, int number) {
      StringBuilder text = new StringBuilder(literals.get(0));
      for (int place = 0; place < places.size(); place++) {
        List<String> values = places.get(place);
        text.append(values.get(Math.min(number, values.size() - 1)));
        text.append(literals.get(place + 1));
      }
      return text.toString();
    }
  }
}
