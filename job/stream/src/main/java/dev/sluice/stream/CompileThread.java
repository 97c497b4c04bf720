package dev.sluice.stream;

/** The one thread of this JVM that compiles rule sets while events are judged. */
final class CompileThread {
  private static final SharedThreads SHARED = new SharedThreads("rule-compiler", 1);

  private CompileThread() {}

  static SharedThreads.Use acquire() {
    return SHARED.acquire();
  }
}
