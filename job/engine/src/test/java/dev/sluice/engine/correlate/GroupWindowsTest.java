package dev.sluice.engine.correlate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.engine.correlate.CorrelationDefinition.Term;
import dev.sluice.engine.correlate.GroupWindows.Applied;
import dev.sluice.engine.event.Origin;
import dev.sluice.engine.sigma.Comparison.Operator;
import dev.sluice.engine.sigma.SigmaCorrelation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Boundaries, ties, re-arming and late events, type by type. The timespan is 1,000 ms. */
class GroupWindowsTest {
  private static final long SPAN = 1_000;
  private static final long FAR = 1L << 50;

  private int position;

  /** A signal as {@code time}, {@code time:input} or {@code time:input:value}. */
  private Signal signal(String text) {
    String[] words = text.split(":", -1);
    int input = words.length > 1 ? Integer.parseInt(words[1]) : 0;
    Origin origin = Origin.file("events.ndjson", ++position);
    return new Signal(
        "hash",
        1,
        List.of(),
        words.length > 2 ? List.of(words[2]) : List.of(),
        new Contribution(Long.parseLong(words[0]), origin, null, input, null));
  }

  private List<Signal> signals(String texts) {
    return texts.isEmpty()
        ? List.of()
        : Arrays.stream(texts.split(" ", -1)).map(this::signal).toList();
  }

  /** Firings as {@code time=value[times of contributions]}, of signals that are all on time. */
  private List<String> firings(CorrelationDefinition definition, String texts) {
    HashMapWindowStore store = new HashMapWindowStore();
    return shown(new GroupWindows(definition, 0).apply(store, signals(texts), List.of(), FAR));
  }

  private static List<String> shown(Applied applied) {
    List<String> shown = new ArrayList<>();
    for (Firing firing : applied.firings()) {
      List<Long> times = firing.newest().stream().map(Contribution::timeMillis).toList();
      shown.add(
          firing.timeMillis()
              + "="
              + firing.value().toPlainString()
              + (firing.isAtLeast() ? "+" : "")
              + times
              + (firing.late() ? " late" : "")
              + (firing.approximate() ? " approximate" : ""));
    }
    return shown;
  }

  private static CorrelationDefinition of(
      SigmaCorrelation.Type type, Operator operator, String value) {
    return Definitions.of(type, SPAN, Definitions.comparison(operator, value));
  }

  @Test
  void bothEndsBelongToTheWindow() {
    CorrelationDefinition two = of(SigmaCorrelation.Type.EVENT_COUNT, Operator.GTE, "2");
    assertThat(firings(two, "0 1000")).containsExactly("1000=2[0, 1000]");
    assertThat(firings(two, "0 1001")).isEmpty();
    assertThat(firings(two, "-1500 -500")).containsExactly("-500=2[-1500, -500]");
  }

  @Test
  void alertsAtMostOnceInTheTimespan() {
    CorrelationDefinition one = of(SigmaCorrelation.Type.EVENT_COUNT, Operator.GTE, "1");
    assertThat(firings(one, "0 5 1000 1001 2001 2002"))
        .containsExactly("0=1[0]", "1001=2+[1001]", "2002=2+[2002]");
  }

  @Test
  void alertsAgainWithinTheTimespanOnceItWasFalse() {
    CorrelationDefinition three = of(SigmaCorrelation.Type.EVENT_COUNT, Operator.GT, "2.5");
    assertThat(firings(three, "0 1 900 1500 1600"))
        .containsExactly("900=3[0, 1, 900]", "1600=3[900, 1500, 1600]");
    assertThat(firings(three, "0 1 900 901 902")).containsExactly("900=3[0, 1, 900]");
  }

  @Test
  void oneEventOfSeveralRulesCountsOnce() {
    Signal first = signal("10:0");
    Contribution from = first.from();
    Signal second =
        new Signal(
            "hash", 1, List.of(), List.of(), new Contribution(10, from.origin(), null, 1, null));
    GroupWindows count =
        new GroupWindows(of(SigmaCorrelation.Type.EVENT_COUNT, Operator.GTE, "2"), 0);
    GroupWindows inputs =
        new GroupWindows(of(SigmaCorrelation.Type.TEMPORAL, Operator.GTE, "2"), 0);
    List<Signal> both = List.of(second, first);
    assertThat(count.apply(new HashMapWindowStore(), both, List.of(), FAR).firings()).isEmpty();
    assertThat(shown(inputs.apply(new HashMapWindowStore(), both, List.of(), FAR)))
        .containsExactly("10=2[10, 10]");
  }

  @Test
  void tuplesCountOnceAndAreShownByTheirNewestEvent() {
    CorrelationDefinition two = of(SigmaCorrelation.Type.VALUE_COUNT, Operator.GTE, "2");
    assertThat(firings(two, "0:0:a 10:0:a 500:0:b")).containsExactly("500=2[10, 500]");
    assertThat(firings(two, "0:0:a 1000:0:b")).containsExactly("1000=2[0, 1000]");
    assertThat(firings(two, "0:0:a 1001:0:b 1002:0:b")).isEmpty();
  }

  @Test
  void temporalTakesAnyOrder() {
    CorrelationDefinition three = of(SigmaCorrelation.Type.TEMPORAL, Operator.GTE, "3");
    assertThat(firings(three, "0:2 5:0 1000:1")).containsExactly("1000=3[0, 5, 1000]");
    assertThat(firings(three, "0:2 5:0 1001:1")).isEmpty();
    assertThat(firings(three, "0:2 5:0 7:0")).isEmpty();
  }

  @Test
  void orderIsCheckedAtEveryStep() {
    CorrelationDefinition three = of(SigmaCorrelation.Type.TEMPORAL_ORDERED, Operator.GTE, "3");
    assertThat(firings(three, "0:0 10:1 20:2")).containsExactly("20=3[0, 10, 20]");
    assertThat(firings(three, "0:0 10:2 20:1")).isEmpty();
    assertThat(firings(three, "0:1 10:0 20:2")).isEmpty();
    assertThat(firings(three, "0:0 15:0 20:1 1015:2")).containsExactly("1015=3[15, 20, 1015]");
    assertThat(firings(three, "0:0 15:0 20:1 1016:2")).isEmpty();
  }

  @Test
  void equalTimesAreInOrderWhateverTheOrigins() {
    CorrelationDefinition three = of(SigmaCorrelation.Type.TEMPORAL_ORDERED, Operator.GTE, "3");
    assertThat(firings(three, "10:2 10:1 10:0")).containsExactly("10=3[10, 10, 10]");
    assertThat(firings(three, "10:2 10:1 11:0")).isEmpty();
  }

  @Test
  void aTermAsksForItsInputsInOrder() {
    CorrelationDefinition ordered =
        Definitions.of(
            SigmaCorrelation.Type.TEMPORAL_ORDERED, SPAN, new Term(List.of(0, 2), List.of()));
    assertThat(firings(ordered, "0:0 10:1 20:2")).containsExactly("20=2[0, 20]");
    assertThat(firings(ordered, "0:2 10:1 20:0")).isEmpty();
  }

  @Test
  void absentInputsAreKnownAtTheEndOnly() {
    CorrelationDefinition without =
        Definitions.of(SigmaCorrelation.Type.TEMPORAL, SPAN, new Term(List.of(0), List.of(1)));
    assertThat(firings(without, "0:0 400:0")).containsExactly("1000=1[400]");
    assertThat(firings(without, "0:0 1000:1")).isEmpty();
    assertThat(firings(without, "0:0 1001:1")).containsExactly("1000=1[0]");
    assertThat(firings(without, "0:1 10:0")).isEmpty();
  }

  @Test
  void numbersAreAddedExactly() {
    CorrelationDefinition sum = of(SigmaCorrelation.Type.VALUE_SUM, Operator.GTE, "0.3");
    assertThat(firings(sum, "0:0:0.1 1:0:0.20")).containsExactly("1=0.3[0, 1]");
    assertThat(firings(sum, "0:0:1 1:0:-1 2:0:0.3")).containsExactly("0=1[0]", "2=0.3[0, 1, 2]");
    CorrelationDefinition average = of(SigmaCorrelation.Type.VALUE_AVG, Operator.GT, "3");
    assertThat(firings(average, "0:0:1 1:0:5 2:0:4"))
        .containsExactly("2=3.333333333333333333333333333333333[0, 1, 2]");
  }

  @Test
  void percentilesLieBetweenTheNeighbours() {
    CorrelationDefinition median = of(SigmaCorrelation.Type.VALUE_MEDIAN, Operator.GTE, "2.5");
    assertThat(firings(median, "0:0:1 1:0:4 2:0:2 3:0:3"))
        .containsExactly("1=2.5[0, 1]", "3=2.5[0, 1, 2, 3]");
    CorrelationDefinition percentile =
        Definitions.of(
            SigmaCorrelation.Type.VALUE_PERCENTILE,
            1,
            SPAN,
            List.of(Definitions.comparison(Operator.GT, "36")),
            "90",
            List.of());
    assertThat(firings(percentile, "0:0:10 1:0:20 2:0:30 3:0:40"))
        .containsExactly("3=37[0, 1, 2, 3]");
  }

  @Test
  void upperBoundsAreJudgedAtTheEndOfTheWindow() {
    CorrelationDefinition few = of(SigmaCorrelation.Type.EVENT_COUNT, Operator.LT, "3");
    assertThat(firings(few, "0 1000")).containsExactly("1000=2[0, 1000]");
    assertThat(firings(few, "0 1 1000")).isEmpty();
    assertThat(firings(few, "0 1 2 1001")).containsExactly("2001=1[1001]");
    assertThat(firings(few, "")).isEmpty();
    assertThat(firings(of(SigmaCorrelation.Type.EVENT_COUNT, Operator.EQ, "2"), "0 1 2000"))
        .hasSize(1);
    assertThat(firings(of(SigmaCorrelation.Type.EVENT_COUNT, Operator.NEQ, "2"), "0 1 2 2000"))
        .containsExactly("1000=3+[0, 1, 2]", "3000=1[2000]");
  }

  @Test
  void rangesAreJudgedAtTheEndOfTheWindow() {
    CorrelationDefinition range =
        Definitions.of(
            SigmaCorrelation.Type.VALUE_COUNT,
            SPAN,
            Definitions.comparison(Operator.GT, "1"),
            Definitions.comparison(Operator.LTE, "2"));
    assertThat(firings(range, "0:0:a 1:0:b 2:0:b")).containsExactly("1000=2[0, 2]");
    assertThat(firings(range, "0:0:a 1:0:b 2:0:c")).isEmpty();
  }

  @Test
  void aLateEventRaisesTheMissedAlertOnce() {
    GroupWindows windows =
        new GroupWindows(of(SigmaCorrelation.Type.EVENT_COUNT, Operator.GTE, "3"), 5_000);
    HashMapWindowStore store = new HashMapWindowStore();
    windows.apply(store, signals("0 1000"), List.of(), 3_000, 3_000);
    Applied applied = windows.apply(store, List.of(), signals("500"), 3_000, 4_000);
    assertThat(shown(applied)).containsExactly("1000=3[0, 500, 1000] late");
    assertThat(windows.apply(store, List.of(), signals("600 601"), 4_000, 5_000).firings())
        .isEmpty();
  }

  @Test
  void aLateEventCountsForTheEventsAfterIt() {
    GroupWindows windows =
        new GroupWindows(of(SigmaCorrelation.Type.EVENT_COUNT, Operator.GTE, "3"), 5_000);
    HashMapWindowStore store = new HashMapWindowStore();
    windows.apply(store, signals("0"), List.of(), 100, 100);
    Applied applied = windows.apply(store, signals("1000"), signals("50"), 100, 1_000);
    assertThat(shown(applied)).containsExactly("1000=3[0, 50, 1000]");
  }

  @Test
  void aLateAlertIsNotRepeatedOnTime() {
    GroupWindows windows =
        new GroupWindows(of(SigmaCorrelation.Type.EVENT_COUNT, Operator.GTE, "2"), 5_000);
    HashMapWindowStore store = new HashMapWindowStore();
    windows.apply(store, signals("900"), List.of(), 950, 950);
    assertThat(shown(windows.apply(store, List.of(), signals("800"), 950, 960)))
        .containsExactly("900=2[800, 900] late");
    assertThat(shown(windows.apply(store, signals("1900 1901"), List.of(), 960, 2_000)))
        .containsExactly("1901=2[1900, 1901]");
  }

  @Test
  void whatComesTooLateIsGivenBack() {
    GroupWindows windows =
        new GroupWindows(of(SigmaCorrelation.Type.EVENT_COUNT, Operator.GTE, "1"), 100);
    List<Signal> late = signals("899 900");
    Applied applied = windows.apply(new HashMapWindowStore(), List.of(), late, 1_000, 1_200);
    assertThat(applied.tooLate()).containsExactly(late.get(0));
    assertThat(shown(applied)).containsExactly("900=1[900] late");
  }

  @Test
  void aJudgedWindowIsFinal() {
    GroupWindows windows =
        new GroupWindows(of(SigmaCorrelation.Type.EVENT_COUNT, Operator.LT, "3"), 5_000);
    HashMapWindowStore store = new HashMapWindowStore();
    windows.apply(store, signals("0"), List.of(), 10, 10);
    Applied open = windows.apply(store, List.of(), signals("5 -1"), 500, 900);
    assertThat(open.tooLate()).extracting(late -> late.from().timeMillis()).containsExactly(-1L);
    assertThat(open.nextTimerMillis()).isEqualTo(1_000);
    assertThat(shown(windows.apply(store, List.of(), List.of(), 900, 1_000)))
        .containsExactly("1000=2[0, 5]");
    assertThat(store.isEmpty()).isTrue();
    Applied closed = windows.apply(store, List.of(), signals("6"), 1_006, 1_100);
    assertThat(closed.tooLate()).hasSize(1);
    assertThat(windows.apply(store, List.of(), signals("7"), 1_006, 1_006).nextTimerMillis())
        .isEqualTo(1_007);
  }

  @Test
  void lateSignalsCountAtTheEndOfInput() {
    GroupWindows windows =
        new GroupWindows(of(SigmaCorrelation.Type.EVENT_COUNT, Operator.LT, "3"), 0);
    HashMapWindowStore store = new HashMapWindowStore();
    windows.apply(store, signals("0"), List.of(), 600);
    assertThat(shown(windows.apply(store, List.of(), signals("500"), Long.MAX_VALUE)))
        .containsExactly("1000=2[0, 500]");
  }

  @Test
  void aWindowThatLostSignalsSaysSo() {
    CorrelationDefinition sum = of(SigmaCorrelation.Type.VALUE_SUM, Operator.GTE, "3");
    GroupWindows windows = new GroupWindows(sum, 0, 2);
    List<Signal> signals = signals("0:0:1 1:0:1 2:0:2 1500:0:3");
    assertThat(shown(windows.apply(new HashMapWindowStore(), signals, List.of(), FAR)))
        .containsExactly("2=3[1, 2] approximate", "1500=3[1500]");
  }

  @Test
  void forgetsWhatNothingCanNeed() {
    GroupWindows windows =
        new GroupWindows(of(SigmaCorrelation.Type.EVENT_COUNT, Operator.GTE, "2"), 300);
    HashMapWindowStore store = new HashMapWindowStore();
    long timer = windows.apply(store, signals("1999"), List.of(), 2_000).nextTimerMillis();
    assertThat(timer).isEqualTo(1_999 + 1_000 + 300 + 1);
    assertThat(windows.apply(store, List.of(), List.of(), timer - 1).nextTimerMillis())
        .isEqualTo(timer);
    assertThat(windows.apply(store, List.of(), List.of(), timer).nextTimerMillis())
        .isEqualTo(Long.MAX_VALUE);
    assertThat(store.isEmpty()).isTrue();
  }

  @Test
  void stateOfAnUnknownVersionIsRefused() {
    GroupWindows windows =
        new GroupWindows(of(SigmaCorrelation.Type.EVENT_COUNT, Operator.GTE, "2"), 300);
    HashMapWindowStore store = new HashMapWindowStore();
    windows.apply(store, signals("10"), List.of(), 10);
    store.part(0, new byte[] {9});
    assertThatThrownBy(() -> windows.apply(store, signals("20"), List.of(), 20))
        .hasMessage("a part of a window has version 9, and this build reads version 1");
    store.head(new byte[] {8});
    assertThatThrownBy(() -> windows.apply(store, signals("20"), List.of(), 20))
        .hasMessage("the head of a group has version 8, and this build reads version 1");
  }
}
