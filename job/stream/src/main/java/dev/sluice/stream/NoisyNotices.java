package dev.sluice.stream;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which rules a subtask calls noisy: each once for a minute of event time, however many hosts there
 * are, for a storm is one storm. Not thread-safe: for the task thread.
 */
final class NoisyNotices {
  private static final int MAX_RULES = 10_000;

  private final Map<String, Instant> lastMinutes =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Instant> eldest) {
          return size() > MAX_RULES;
        }
      };
  private final List<NoisyRule> unsaid = new ArrayList<>();

  void add(NoisyRule notice) {
    Instant last = lastMinutes.put(notice.ruleId(), notice.minute());
    if (!notice.minute().equals(last) && unsaid.size() < MAX_RULES) {
      unsaid.add(notice);
    }
  }

  boolean isDue() {
    return !unsaid.isEmpty();
  }

  /** Returns what is to be said, once. */
  List<NoisyRule> take() {
    List<NoisyRule> due = List.copyOf(unsaid);
    unsaid.clear();
    return due;
  }
}
