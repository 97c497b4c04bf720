package dev.sluice.engine.lineage;

/** Is told what lineage does. */
public interface LineageCounts {
  /** Counts nothing. */
  LineageCounts NONE =
      new LineageCounts() {
        @Override
        public void processSeen() {}

        @Override
        public void eventEnriched() {}
      };

  /** A process was seen to start. */
  void processSeen();

  /** A field of an event was filled in, for rules or for an alert; told once for each event. */
  void eventEnriched();
}
