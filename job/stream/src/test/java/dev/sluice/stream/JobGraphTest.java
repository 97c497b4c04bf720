package dev.sluice.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.match.RuleSelection;
import dev.sluice.stream.control.StatusOrigin;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.CompositeType;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.dag.Transformation;
import org.apache.flink.api.java.typeutils.GenericTypeInfo;
import org.apache.flink.api.java.typeutils.runtime.kryo.KryoSerializer;
import org.apache.flink.runtime.jobgraph.JobVertex;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobGraphTest {
  @TempDir private Path directory;
  private final StreamExecutionEnvironment env =
      StreamExecutionEnvironment.getExecutionEnvironment();

  @BeforeEach
  void buildTheJob() throws IOException {
    String rule = Samples.write(directory.resolve("any.yml"), Samples.ANY_PROCESS);
    SluiceJob.build(
        env,
        JobOptions.of(List.of(rule), List.of("events.ndjson"))
            .follow(true)
            .directories(
                new JobOptions.Directories(
                    directory.resolve("alerts").toString(), null, null, null))
            .build());
  }

  @Test
  void noTypeInTheGraphNeedsKryo() {
    assertNoTypeNeedsKryo(env);
  }

  @Test
  void everyOperatorHasItsUid() {
    assertThat(uids(env))
        .contains(
            "events",
            "rules",
            "rollout",
            "detect",
            "correlate-1",
            "correlate-2",
            "correlate-3",
            "alerts",
            "correlation-alerts",
            "dead-letters",
            "rule-status");
  }

  @Test
  void theGraphBetweenTopicsIsAsWellMade() {
    StreamExecutionEnvironment kafka = betweenTopics();
    assertNoTypeNeedsKryo(kafka);
    assertThat(uids(kafka))
        .contains(
            "events",
            "judge-ahead",
            "control",
            "rule-ticks",
            "rollout",
            "detect",
            "correlate-1",
            "correlate-2",
            "correlate-3",
            "output",
            "notices",
            "fast-alerts");
  }

  /** The autoscaler of a cluster gives steps another parallelism, whatever the graph says. */
  @Test
  void whatMustStayOneOfItsKindIsNotScaledInProduction() throws IOException {
    StreamExecutionEnvironment kafka = betweenTopics();
    Set<String> single = new HashSet<>();
    for (JobVertex vertex : kafka.getStreamGraph(false).getJobGraph().getVertices()) {
      if (vertex.getParallelism() == 1) {
        single.add(vertex.getID().toHexString());
      }
    }
    String excluded =
        Monitoring.yaml(Monitoring.DEPLOY.resolve("kubernetes/overlays/prod/job.yaml"))
            .at("/spec/flinkConfiguration")
            .path("job.autoscaler.vertex.exclude.ids")
            .asText();
    assertThat(excluded.split(";")).containsExactlyInAnyOrderElementsOf(single);
  }

  private static StreamExecutionEnvironment betweenTopics() {
    StreamExecutionEnvironment kafka = StreamExecutionEnvironment.getExecutionEnvironment();
    kafka.setParallelism(2);
    Pusher pusher = new Pusher();
    RuleSettings rules = RuleSettings.of(RuleSelection.ALL, Map.of(), EventDecoding.builtIn());
    KafkaTopics topics = KafkaTopics.of("t.", Map.of(KafkaTopics.ALERTS_FAST, "t.fast"));
    KafkaJobOptions options =
        new KafkaJobOptions(
            KafkaOptions.of("127.0.0.1:1").topics(topics).build(),
            pusher.admission(),
            rules,
            AlertLimits.DEFAULT,
            true,
            HostGroups.NONE,
            JobOptions.ALLOWED_LATENESS,
            Duration.ofSeconds(1),
            Duration.ofSeconds(1),
            false);
    RuleSetUpdate seed = Samples.update(1, Samples.file("any.yml", Samples.ANY_PROCESS));
    CorrelationsInForce correlations = CorrelationsInForce.none(seed.sources());
    new KafkaGraph(options, new KafkaSeed(seed, correlations, KafkaSeed.Said.NOTHING, 0))
        .build(kafka);
    return kafka;
  }

  @Test
  void everyOperatorThatReadsRulesIsOneThatMustSpeak() {
    Set<String> uids = uids(env);
    assertThat(uids).containsAll(StatusOrigin.READERS);
    assertThat(uids).filteredOn(uid -> uid.matches("detect|correlate-.*")).hasSize(4);
  }

  private static void assertNoTypeNeedsKryo(StreamExecutionEnvironment env) {
    List<Transformation<?>> roots = env.getTransformations();
    Set<TypeInformation<?>> types = new HashSet<>();
    for (Transformation<?> root : roots) {
      root.getTransitivePredecessors().forEach(step -> types.add(step.getOutputType()));
    }
    assertThat(parts(types)).hasSizeGreaterThan(10).noneMatch(GenericTypeInfo.class::isInstance);
    for (StreamNode node : env.getStreamGraph(false).getStreamNodes()) {
      TypeSerializer<?> serializer = node.getTypeSerializerOut();
      assertThat(serializer).as(node.getOperatorName()).isNotInstanceOf(KryoSerializer.class);
    }
  }

  private static Set<String> uids(StreamExecutionEnvironment env) {
    Set<String> uids = new HashSet<>();
    for (StreamNode node : env.getStreamGraph(false).getStreamNodes()) {
      assertThat(node.getTransformationUID()).as(node.getOperatorName()).isNotNull();
      uids.add(node.getTransformationUID());
    }
    return uids;
  }

  @Test
  void theSettingsAreThoseOfTheDesign() {
    StreamGraph graph = graph();
    assertThat(graph.getExecutionConfig().getMaxParallelism()).isEqualTo(1440);
    assertThat(graph.getCheckpointConfig().isCheckpointingEnabled()).isTrue();
    assertThat(graph.getCheckpointConfig().getCheckpointingConsistencyMode())
        .hasToString("EXACTLY_ONCE");
  }

  private StreamGraph graph() {
    return env.getStreamGraph(false);
  }

  /** {@code types} and all that they are made of. */
  private static Set<TypeInformation<?>> parts(Set<TypeInformation<?>> types) {
    Set<TypeInformation<?>> parts = new HashSet<>();
    Deque<TypeInformation<?>> left = new ArrayDeque<>(types);
    while (!left.isEmpty()) {
      TypeInformation<?> type = left.remove();
      if (parts.add(type)) {
        left.addAll(type.getGenericParameters().values());
        if (type instanceof CompositeType<?> composite) {
          for (int i = 0; i < composite.getArity(); i++) {
            left.add(composite.getTypeAt(i));
          }
        }
      }
    }
    return parts;
  }
}
