package dev.sluice.catalog.site;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Gives numbers to texts, from 0, in the order in which they are first asked for. */
final class Numbers {

  private final Map<String, Integer> numbers = new HashMap<>();
  private final List<String> texts = new ArrayList<>();

  int of(String text) {
    Integer known = numbers.putIfAbsent(text, texts.size());
    if (known != null) {
      return known;
    }
    texts.add(text);
    return texts.size() - 1;
  }

  List<Integer> of(List<String> many) {
    return many.stream().map(this::of).distinct().toList();
  }

  /** The texts, each at the place that its number says. */
  List<String> texts() {
    return texts;
  }
}
