package dev.sluice.engine.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PathTest {
  private static final String DOCUMENT =
      "{\"a\":{\"b\":1},\"a.b.c\":2,\"list\":[{\"x\":1},{\"y\":{\"z\":3}}],\"none\":[],\"n\":null}";

  @ParameterizedTest
  @CsvSource({
    "., true",
    "a.b, true",
    "a.b.c, true",
    "a.b.d, false",
    "a.c, false",
    "list.x, true",
    "list.y.z, true",
    "list.z, false",
    "none.x, false",
    "none, true",
    "n, true",
    "*.b, true",
    "*.z, false",
    "list.*.z, true"
  })
  void somethingIsAtAPathWhenSomethingIsFoundThere(String path, boolean isThere)
      throws UnreadableException {
    Node document =
        new JsonReader(EventLimits.defaults())
            .read(DOCUMENT.getBytes(StandardCharsets.UTF_8), Projection.ALL);
    assertThat(Path.of(path).isIn(document)).isEqualTo(isThere);
    assertThat(Path.of(path).in(document).isEmpty()).isEqualTo(!isThere);
  }
}
