package dev.sluice.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.stream.Canary;
import dev.sluice.stream.KafkaJob;
import dev.sluice.stream.control.Reading;
import dev.sluice.stream.control.TrustedKeys;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.util.EnvironmentInformation;
import org.apache.flink.util.TimeUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** What the manifests tell the job and Flink is what these know. */
class JobSettingsTest {
  private static final Pattern OPTIONS =
      Pattern.compile("org/apache/flink/configuration/\\w+Options\\.class");

  private static final String CLASS_PATH = "/opt/flink/usrlib/sluice-job.jar:/opt/flink/lib/*";

  /** Of the operator and of the reporter: neither is on the class path of a job. */
  private static final Pattern OF_OTHERS =
      Pattern.compile(
          "kubernetes\\.operator\\..*|job\\.autoscaler\\..*|metrics\\.reporter\\.prometheus\\..*");

  static List<String> overlays() throws Exception {
    return Overlay.names();
  }

  @ParameterizedTest
  @MethodSource("overlays")
  void theJobUnderstandsItsArguments(String name) throws Exception {
    JsonNode job = Overlay.build(name).job().path("job");
    assertThat(job.path("entryClass").asText()).isEqualTo(KafkaJob.class.getName());
    parse(words(job.path("args")));
  }

  @Test
  void theCanaryUnderstandsItsArgumentsAndServesItsPageAtThePortOfItsPod() throws Exception {
    JsonNode container =
        Overlay.build("prod").canary().orElseThrow().at("/template/spec/containers/0");
    List<String> command = words(container.path("command"));
    assertThat(command).startsWith("java").endsWith(CLASS_PATH, Canary.class.getName());
    CommandLine.ParseResult parsed =
        new CommandLine(new Canary())
            .parseArgs(words(container.path("args")).toArray(String[]::new));
    assertThat(parsed.<Integer>matchedOptionValue("--port", 0))
        .isEqualTo(container.at("/ports/0/containerPort").asInt());
    assertThat(Files.readString(Overlay.DEPLOY.resolve("docker/Dockerfile")))
        .contains(" " + CLASS_PATH.split(":", -1)[0]);
  }

  private static List<String> words(JsonNode list) {
    List<String> words = new ArrayList<>();
    list.forEach(each -> words.add(each.asText()));
    return words;
  }

  @Test
  void jobAndCanaryUnderstandWhatTheComposeFileTellsThem() throws Exception {
    JsonNode services =
        Overlay.YAML
            .readTree(Overlay.DEPLOY.resolve("docker/compose.yml").toFile())
            .path("services");
    List<String> words = words(services.at("/jobmanager/command"));
    assertThat(words).contains(KafkaJob.class.getName());
    parse(words.subList(words.indexOf("--bootstrap-server"), words.size()));
    List<String> canary = words(services.at("/canary/command"));
    assertThat(canary).contains(CLASS_PATH, Canary.class.getName());
    new CommandLine(new Canary())
        .parseArgs(
            canary
                .subList(canary.indexOf("--bootstrap-server"), canary.size())
                .toArray(String[]::new));
    assertThat(services.at("/kafka/image").asText())
        .isEqualTo("apache/kafka:" + org.apache.kafka.common.utils.AppInfoParser.getVersion());
    Map<String, String> settings = new HashMap<>();
    services.forEach(
        service -> service.path("command").forEach(word -> add(word.asText(), settings)));
    check(settings);
  }

  private static void add(String word, Map<String, String> settings) {
    if (word.startsWith("-D")) {
      String[] setting = word.substring(2).split("=", 2);
      settings.put(setting[0], setting[1]);
    }
  }

  private static void parse(List<String> arguments) {
    new CommandLine(KafkaJob.class)
        .registerConverter(Duration.class, TimeUtils::parseDuration)
        .parseArgs(arguments.toArray(String[]::new));
  }

  @ParameterizedTest
  @MethodSource("overlays")
  void flinkKnowsItsSettings(String name) throws Exception {
    Map<String, String> settings = new HashMap<>();
    Overlay.build(name)
        .job()
        .path("flinkConfiguration")
        .properties()
        .forEach(each -> settings.put(each.getKey(), each.getValue().asText()));
    check(settings);
  }

  /** Each is an option, and has a value that can be one. */
  private static void check(Map<String, String> settings) throws Exception {
    Map<String, ConfigOption<?>> options = options();
    Configuration configuration = Configuration.fromMap(settings);
    TreeSet<String> unknown = new TreeSet<>(settings.keySet());
    unknown.removeIf(OF_OTHERS.asMatchPredicate());
    for (String key : settings.keySet()) {
      ConfigOption<?> option = options.get(key);
      if (option != null) {
        configuration.get(option);
        unknown.remove(key);
      }
    }
    assertThat(unknown).as("settings that Flink does not know").isEmpty();
  }

  private static Map<String, ConfigOption<?>> options() throws Exception {
    Map<String, ConfigOption<?>> options = new HashMap<>();
    URI core = ConfigOption.class.getProtectionDomain().getCodeSource().getLocation().toURI();
    try (JarFile jar = new JarFile(Path.of(core).toFile())) {
      for (String entry :
          jar.stream().map(each -> each.getName()).filter(OPTIONS.asMatchPredicate()).toList()) {
        Class<?> type = Class.forName(entry.replace(".class", "").replace('/', '.'));
        for (Field field : type.getFields()) {
          if (Modifier.isStatic(field.getModifiers())
              && field.get(null) instanceof ConfigOption<?> option) {
            options.put(option.key(), option);
          }
        }
      }
    }
    return options;
  }

  @Test
  void theImageIsTheFlinkThatTheJobIsBuiltFor() throws Exception {
    String flink = EnvironmentInformation.getVersion();
    assertThat(Files.readString(Overlay.DEPLOY.resolve("docker/Dockerfile")))
        .contains("ARG FLINK=flink:" + flink + "-java17@sha256:");
  }

  @Test
  void theTrustedKeysOfProductionAreInTheFormThatTheJobReads() throws Exception {
    Path keys = Overlay.DEPLOY.resolve("kubernetes/overlays/prod/trusted-keys.json");
    assertThat(TrustedKeys.read(Files.readAllBytes(keys))).isInstanceOf(Reading.Valid.class);
  }
}
