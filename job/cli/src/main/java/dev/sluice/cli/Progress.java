package dev.sluice.cli;

import java.util.List;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** How much of the input has been read, as a bar on standard error. */
final class Progress implements AutoCloseable {

  private static final int MILLIS_BETWEEN_UPDATES = 500;
  private static final long BYTES_PER_UNIT = 1 << 20;

  private final @Nullable ProgressBar bar;

  private Progress(@Nullable ProgressBar bar) {
    this.bar = bar;
  }

  /** Shows nothing. */
  static Progress none() {
    return new Progress(null);
  }

  /**
   * Shows a bar over the bytes of {@code files} when standard error is a terminal and the results
   * go elsewhere: results in between would tear it.
   */
  static Progress over(List<EventFile> files, Console console) {
    boolean shown = console.errIsTerminal() && !console.outIsTerminal();
    return shown ? new Progress(bar(files, console)) : none();
  }

  /** Shows a bar over {@code steps} of work under the same condition. */
  static Progress steps(String task, int steps, Console console) {
    boolean shown = console.errIsTerminal() && !console.outIsTerminal();
    return shown
        ? new Progress(builder(console).setTaskName(task).setInitialMax(steps).build())
        : none();
  }

  /** Says that {@code bytes} more have been read, or steps done. */
  void advance(int bytes) {
    if (bar != null) {
      bar.stepBy(bytes);
    }
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
    }
  }

  private static ProgressBar bar(List<EventFile> files, Console console) {
    boolean sizeKnown = files.stream().allMatch(file -> file.size() >= 0);
    long total = files.stream().mapToLong(EventFile::size).sum();
    return builder(console)
        .setTaskName("events")
        .setInitialMax(sizeKnown ? total : -1)
        .setUnit(" MiB", BYTES_PER_UNIT)
        .build();
  }

  private static ProgressBarBuilder builder(Console console) {
    return new ProgressBarBuilder()
        .setStyle(ProgressBarStyle.ASCII)
        .setUpdateIntervalMillis(MILLIS_BETWEEN_UPDATES)
        .clearDisplayOnFinish()
        .setConsumer(new ConsoleProgressBarConsumer(console.err()));
  }
}
