package dev.sluice.stream;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.flink.util.TimeUtils;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/**
 * Proves that events become alerts: {@code java -cp sluice-job.jar:/opt/flink/lib/*
 * dev.sluice.stream.Canary --bootstrap-server HOST:PORT}, or {@code sluice canary}.
 *
 * <p>It is no part of the job and runs beside it, with the job's jar and a login of its own. It is
 * a monitor, and so it may look at the clock on the wall.
 */
@Command(
    name = "canary",
    customSynopsis = "sluice canary --bootstrap-server HOST:PORT [--port N] [OPTION]...",
    sortOptions = false,
    description = {
      "Prove that events become alerts: write a heartbeat to each partition of the events every minute, wait for"
          + " its alert, and show on a page for Prometheus what came back, when, and what did not.",
      "",
      "Needs the rule of rules/canary in force (sluice push rules/canary). Runs until it is stopped, whatever the"
          + " brokers do.",
      ""
    })
public final class Canary implements Callable<Integer> {
  /** Of the rule by which heartbeats raise alerts, {@code rules/canary}. */
  public static final String RULE_ID = "6f0c7c58-2f0b-4f7e-9a51-3f6c0a1d9b27";

  static final String CLIENT_ID = "sluice-canary";

  private static final int UNREADABLE = 4;
  private static final int BUG = 70;

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--bootstrap-server",
      required = true,
      paramLabel = "HOST:PORT",
      description = "The Kafka cluster; several servers with commas between.")
  private String bootstrapServer = "";

  @Option(
      names = "--client-properties",
      paramLabel = "FILE",
      description = "Properties for the Kafka clients, such as SASL and TLS.")
  private @Nullable Path clientProperties;

  @Option(
      names = "--topic-prefix",
      paramLabel = "PREFIX",
      description = "What the names of the topics begin with. Default: ${DEFAULT-VALUE}")
  private String topicPrefix = KafkaTopics.PREFIX;

  @Option(
      names = "--topic",
      paramLabel = "TOPIC=NAME",
      description = "The full name of a topic: events (several with commas) or alerts.")
  private Map<String, String> topics = new HashMap<>();

  @Option(
      names = "--interval",
      paramLabel = "TIME",
      converter = Time.class,
      description = "Between two heartbeats of a partition. Default: 1m.")
  private Duration interval = Duration.ofMinutes(1);

  @Option(
      names = "--lost-after",
      paramLabel = "TIME",
      converter = Time.class,
      description =
          "A heartbeat that has not come back for so long is lost, even if no later one has. Default: 6h.")
  private Duration lostAfter = Duration.ofHours(6);

  @Option(
      names = "--address",
      paramLabel = "HOST",
      description = "Where its page is served; 0.0.0.0 for all. Default: ${DEFAULT-VALUE}.")
  private String address = "127.0.0.1";

  @Option(
      names = "--port",
      paramLabel = "N",
      description = "Port of its page; 0 takes a free one. Default: ${DEFAULT-VALUE}.")
  private int port = 9250;

  /** {@code 500ms}, {@code 10s}, {@code 1m}, as Flink has it. */
  static final class Time implements ITypeConverter<Duration> {
    @Override
    public Duration convert(String text) {
      try {
        return TimeUtils.parseDuration(text);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(
            "'" + text + "' is no time, expected e.g. 500ms, 10s or 1m");
      }
    }
  }

  /** Runs until the process is told to end. */
  public static void main(String[] arguments) {
    CommandSpec command =
        CommandSpec.forAnnotatedObject(new Canary()).mixinStandardHelpOptions(true);
    System.exit(
        new CommandLine(command).setExecutionExceptionHandler(Canary::report).execute(arguments));
  }

  /**
   * @throws UncheckedIOException when a file cannot be read or the page cannot be served
   */
  @Override
  public Integer call() {
    CanaryLoop loop;
    try {
      loop = loop();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Runtime.getRuntime().addShutdownHook(new Thread(() -> end(loop), "end"));
    say("writes a heartbeat every " + TimeUtils.formatWithHighestUnit(interval));
    say("its page is http://" + address + ":" + loop.port() + "/metrics");
    loop.run();
    return 0;
  }

  private CanaryLoop loop() throws IOException {
    KafkaOptions options;
    try {
      options =
          KafkaOptions.of(bootstrapServer)
              .client(client())
              .topics(KafkaTopics.of(topicPrefix, topics))
              .build();
    } catch (IllegalArgumentException e) {
      throw usage(String.valueOf(e.getMessage()), e);
    }
    if (options.topics().eventsPattern() != null) {
      throw usage("events.pattern: expected events, the names of the topics", null);
    }
    if (interval.compareTo(Duration.ofSeconds(1)) < 0 || lostAfter.compareTo(interval) <= 0) {
      throw usage("expected an interval of at least 1s, and a longer --lost-after", null);
    }
    return new CanaryLoop(options, interval, lostAfter, listen(), this::say);
  }

  private Map<String, String> client() throws IOException {
    Path file = clientProperties;
    try {
      return file == null ? Map.of() : KafkaClients.read(file);
    } catch (FileSystemException e) {
      // It says no more than the name.
      throw new IOException(file + " cannot be read: " + e.getClass().getSimpleName());
    }
  }

  private InetSocketAddress listen() {
    try {
      return new InetSocketAddress(InetAddress.getByName(address), port);
    } catch (UnknownHostException | IllegalArgumentException e) {
      throw usage("no address: " + address + ":" + port, e);
    }
  }

  private static void end(CanaryLoop loop) {
    try {
      loop.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private ParameterException usage(String problem, @Nullable Throwable cause) {
    return new ParameterException(command(), problem, cause);
  }

  private CommandLine command() {
    if (spec == null) {
      throw new IllegalStateException("not run by a command line");
    }
    return spec.commandLine();
  }

  private void say(String line) {
    PrintWriter err = command().getErr();
    err.println("sluice canary: " + line);
    err.flush();
  }

  private static int report(
      Exception failure, CommandLine command, CommandLine.ParseResult result) {
    if (failure instanceof UncheckedIOException) {
      command.getErr().println("sluice canary: " + failure.getMessage());
      return UNREADABLE;
    }
    failure.printStackTrace(command.getErr());
    return BUG;
  }
}
