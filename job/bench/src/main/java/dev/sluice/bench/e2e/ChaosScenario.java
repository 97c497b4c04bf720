package dev.sluice.bench.e2e;

/**
 * Something that happens to the job while events flow.
 *
 * @param name unique; the seed decides moments, victims and durations by it
 * @param what in a few words
 * @param calm whether the job must not restart
 */
record ChaosScenario(String name, Kind kind, String what, boolean calm, Trouble trouble) {

  /** What is touched. */
  enum Kind {
    PROCESS,
    STORAGE,
    NETWORK,
    INPUT,
    RULES
  }

  /** Does it, and makes good again what does not do so by itself. */
  interface Trouble {
    void happen(Scene scene) throws Exception;
  }

  /** One after which the job may restart. */
  static ChaosScenario of(Kind kind, String name, String what, Trouble trouble) {
    return new ChaosScenario(name, kind, what, false, trouble);
  }

  /** One that the job must stand without a restart. */
  static ChaosScenario calm(Kind kind, String name, String what, Trouble trouble) {
    return new ChaosScenario(name, kind, what, true, trouble);
  }
}
