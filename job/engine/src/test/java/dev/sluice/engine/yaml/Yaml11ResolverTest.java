package dev.sluice.engine.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.nodes.NodeId;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.resolver.Resolver;

class Yaml11ResolverTest {

  @Test
  void whatLooksLikeTextAtFirstSightIsText() {
    long seed = 20261122;
    Random random = new Random(seed);
    String alphabet = "yesnotrufalYESNOTRUFAL0123.-+~<_:xbeE İ\0\n";
    for (int i = 0; i < 50_000; i++) {
      String word =
          random
              .ints(random.nextInt(7), 0, alphabet.length())
              .mapToObj(at -> alphabet.substring(at, at + 1))
              .collect(Collectors.joining());
      Tag tag = Yaml11Resolver.INSTANCE.resolve(NodeId.scalar, word, true);
      assertThat(tag.equals(Tag.FLOAT) ? Tag.STR : tag)
          .as("seed %d: '%s'", seed, word)
          .isEqualTo(withoutFloats(word));
    }
  }

  @Test
  void everyWordOfAYaml11TypeHasIt() {
    for (String word : "yes Yes YES no No NO true True FALSE false on On off OFF".split(" ", -1)) {
      assertThat(Yaml11Resolver.INSTANCE.resolve(NodeId.scalar, word, true)).isEqualTo(Tag.BOOL);
    }
    for (String word : new String[] {"", "~", "null", "Null", "NULL"}) {
      assertThat(Yaml11Resolver.INSTANCE.resolve(NodeId.scalar, word, true)).isEqualTo(Tag.NULL);
    }
  }

  private static Tag withoutFloats(String word) {
    if (Resolver.BOOL.matcher(word).matches()) {
      return Tag.BOOL;
    }
    if (Resolver.INT.matcher(word).matches()) {
      return Tag.INT;
    }
    if (Resolver.MERGE.matcher(word).matches()) {
      return Tag.MERGE;
    }
    // snakeyaml takes a single space for null, but never asks for it: no plain scalar is one.
    boolean isNull = Resolver.NULL.matcher(word).matches() && !word.equals(" ");
    return isNull || word.isEmpty() ? Tag.NULL : Tag.STR;
  }
}
