package dev.sluice.bench.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** The processes of the cluster, by their pid files; Linux only. */
final class ClusterProcesses {
  static final List<String> TASK_MANAGERS = List.of("taskmanager-1", "taskmanager-2");
  static final String JOB_MANAGER = "jobmanager";
  static final String KAFKA = "kafka";
  static final String ZOOKEEPER = "zookeeper";

  private static final long KIB = 1024;

  private final Path directory;

  /**
   * @param directory with the pid files
   */
  ClusterProcesses(Path directory) {
    this.directory = directory;
  }

  /**
   * CPU that processes have used.
   *
   * @param taskManagers all of them together
   */
  record Cpu(Duration taskManagers, Duration jobManager, Duration kafka) {

    Cpu minus(Cpu before) {
      return new Cpu(
          taskManagers.minus(before.taskManagers),
          jobManager.minus(before.jobManager),
          kafka.minus(before.kafka));
    }
  }

  /** Of a process that has ended it is zero. */
  Cpu cpu() throws IOException {
    Duration taskManagers = Duration.ZERO;
    for (String name : TASK_MANAGERS) {
      taskManagers = taskManagers.plus(cpu(name));
    }
    return new Cpu(taskManagers, cpu(JOB_MANAGER), cpu(KAFKA));
  }

  boolean isAlive(String name) throws IOException {
    return ProcessHandle.of(pid(name)).filter(ProcessHandle::isAlive).isPresent();
  }

  /** Bytes of memory that a process has now; 0 when it does not run. */
  long resident(String name) throws IOException {
    return status(name, "VmRSS:");
  }

  /** The most bytes of memory that a process has had so far; 0 when it does not run. */
  long mostResident(String name) throws IOException {
    return status(name, "VmHWM:");
  }

  /** Has a process collect its garbage, all of it. */
  void collectGarbage(String name) throws IOException, InterruptedException {
    Path java = Path.of(System.getProperty("java.home"), "bin", "jcmd");
    int exit =
        new ProcessBuilder(java.toString(), Long.toString(pid(name)), "GC.run")
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start()
            .waitFor();
    if (exit != 0) {
      throw new IOException("jcmd has ended with exit code " + exit);
    }
  }

  private Duration cpu(String name) throws IOException {
    return ProcessHandle.of(pid(name))
        .flatMap(process -> process.info().totalCpuDuration())
        .orElse(Duration.ZERO);
  }

  private long status(String name, String line) throws IOException {
    Path status = Path.of("/proc", Long.toString(pid(name)), "status");
    if (!Files.exists(status)) {
      return 0;
    }
    try (Stream<String> lines = Files.lines(status)) {
      return lines
          .filter(each -> each.startsWith(line))
          .map(each -> each.replaceAll("\\D+", ""))
          .mapToLong(kib -> Long.parseLong(kib) * KIB)
          .findFirst()
          .orElse(0);
    }
  }

  /** 0, which no process of ours has, when there is no pid file. */
  private long pid(String name) throws IOException {
    Path file = directory.resolve(name + ".pid");
    return Files.exists(file) ? Long.parseLong(Files.readString(file).strip()) : 0;
  }
}
