package dev.sluice.stream;

/**
 * What judges did.
 *
 * @param events that were judged with a plan
 * @param rules that were tested on those: the candidates
 */
record JudgeWork(long events, long rules) {
  static final JudgeWork NONE = new JudgeWork(0, 0);
}
