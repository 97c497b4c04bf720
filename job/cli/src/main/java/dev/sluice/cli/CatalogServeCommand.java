package dev.sluice.cli;

import java.io.IOException;
import java.net.BindException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sluice catalog serve}: shows a catalogue to browsers of this machine. */
@Command(
    name = "serve",
    customSynopsis = "sluice catalog serve FOLDER [OPTION]...",
    sortOptions = false,
    description = {
      "Serve a catalogue to browsers on this machine until Ctrl-C. Nothing but files of the folder"
          + " is served, and nothing to other machines.",
      "",
      "A catalogue needs no server: its index.html opens from the disk as well.",
      ""
    })
final class CatalogServeCommand implements Callable<Integer> {

  private static final int MAX_PORT = 65_535;

  private final Console console;

  @Parameters(paramLabel = "FOLDER", description = "Where 'sluice catalog build' wrote to.")
  private Path folder = Path.of("");

  @Option(
      names = "--port",
      paramLabel = "PORT",
      description = "Port on 127.0.0.1; 0 for any that is free. Default: ${DEFAULT-VALUE}.")
  private int port = 8080;

  CatalogServeCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    if (port < 0 || port > MAX_PORT) {
      throw CommandFailure.usage("--port must be between 0 and " + MAX_PORT + ", not " + port);
    }
    if (!Files.isRegularFile(folder.resolve("index.html"))) {
      throw CommandFailure.unreadable(folder + ": no catalogue: there is no index.html in it");
    }
    try (FolderServer server = FolderServer.start(folder, port)) {
      new LineOutput(console.out()).line(server.address());
      console.err().println("Ctrl-C ends it");
      new CountDownLatch(1).await();
    } catch (BindException e) {
      throw CommandFailure.unreadable(
          "port " + port + " is in use or not allowed; --port 0 takes one that is free");
    } catch (IOException e) {
      throw CommandFailure.unreadable(folder.toString(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return ExitCode.OK;
  }
}
