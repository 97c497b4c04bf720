package dev.sluice.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class SplitSerializersTest {
  private static final EventFileSplit SPLIT =
      new EventFileSplit(3, "dir/ünï.ndjson", 17, 1L << 40, (1L << 40) + 17);

  @Test
  void whatIsWrittenIsRead() throws IOException {
    var events = new EventFileSplitSerializer();
    var rules = new RuleDirectorySplitSerializer();
    var list = new SplitListSerializer<>(events);
    var rule = new RuleDirectorySplit(9, "abc");
    assertThat(events.deserialize(events.getVersion(), events.serialize(SPLIT))).isEqualTo(SPLIT);
    assertThat(rules.deserialize(rules.getVersion(), rules.serialize(rule))).isEqualTo(rule);
    List<EventFileSplit> splits = List.of(SPLIT, EventFileSplit.unread(0, "-"));
    assertThat(list.deserialize(list.getVersion(), list.serialize(splits))).isEqualTo(splits);
    assertThat(list.deserialize(list.getVersion(), list.serialize(List.of()))).isEmpty();
  }

  @Test
  void anUnknownVersionIsRefused() throws IOException {
    var events = new EventFileSplitSerializer();
    byte[] bytes = events.serialize(SPLIT);
    assertThatThrownBy(() -> events.deserialize(99, bytes)).hasMessageContaining("version 99");
    var rules = new RuleDirectorySplitSerializer();
    assertThatThrownBy(() -> rules.deserialize(99, bytes)).hasMessageContaining("version 99");
    var list = new SplitListSerializer<>(events);
    assertThatThrownBy(() -> list.deserialize(99, bytes)).hasMessageContaining("version 99");
  }
}
