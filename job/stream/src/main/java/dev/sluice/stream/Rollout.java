package dev.sluice.stream;

import dev.sluice.engine.match.CompiledRuleSet;
import dev.sluice.engine.yaml.SigmaError;
import dev.sluice.stream.RuleSourcesCompiler.Compilation;
import dev.sluice.stream.RuleStatus.Counts;
import dev.sluice.stream.RuleStatus.Kind;
import dev.sluice.stream.control.Admission;
import dev.sluice.stream.control.AdmissionResult;
import dev.sluice.stream.control.AdmissionResult.Admitted;
import dev.sluice.stream.control.AdmissionSettings;
import dev.sluice.stream.control.BlobCheck;
import dev.sluice.stream.control.ControlKey;
import dev.sluice.stream.control.InForce;
import dev.sluice.stream.control.ManifestEntry;
import dev.sluice.stream.control.Reading;
import dev.sluice.stream.control.Rejection;
import dev.sluice.stream.control.Rejection.Reason;
import dev.sluice.stream.control.RuleSetManifest;
import dev.sluice.stream.control.StatusOrigin;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * THE gate of the control topic: takes its records in their order and says which rule set comes
 * into force. Nothing is loaded anywhere that has not been compiled here.
 *
 * <p>A proposal whose files have not all come waits for them, and those after it wait for it, for a
 * bounded number of ticks. What was judged once is judged the same again: a record that comes twice
 * changes nothing. Not thread-safe.
 */
final class Rollout {
  /** A minute of ticks. */
  static final int PATIENCE_TICKS = 60 * TickSource.PER_SECOND;

  private static final int MAX_WAITING = 16;

  private final AdmissionSettings settings;
  private final Admission admission;
  private final RuleSourcesCompiler compiler;
  private final StatusOrigin origin;
  private final PendingBlobs blobs;
  private final Deque<Waiting> waiting = new ArrayDeque<>();
  private @Nullable RuleSources inForce;

  /**
   * @param origin who says what this says
   * @param inForce null when no set is in force yet
   */
  Rollout(
      AdmissionSettings settings,
      RuleSourcesCompiler compiler,
      StatusOrigin origin,
      PendingBlobs blobs,
      @Nullable RuleSources inForce) {
    this.settings = settings;
    this.admission = new Admission(settings);
    this.compiler = compiler;
    this.origin = origin;
    this.blobs = blobs;
    this.inForce = inForce;
  }

  /** A proposal that is to be judged, and for how many ticks it may wait for its files. */
  record Waiting(ControlKey.Proposal key, byte[] envelope, int ticks) {
    Waiting later() {
      return new Waiting(key, envelope, ticks - 1);
    }
  }

  /** A set that comes into force. */
  record Accepted(RuleSources sources, Compilation compilation, byte[] envelope) {}

  /**
   * What is said of a record.
   *
   * @param accepted null when the set in force stays
   */
  record Step(RuleStatus status, @Nullable Accepted accepted) {}

  /** The set in force, or null. */
  @Nullable RuleSources inForce() {
    return inForce;
  }

  /** The proposals that wait, in their order. */
  List<Waiting> waiting() {
    return List.copyOf(waiting);
  }

  /** Goes on with the proposals that waited when a checkpoint was taken. */
  void restore(List<Waiting> proposals) {
    waiting.addAll(proposals);
  }

  /**
   * Takes a record of the control topic; returns what comes of it, which may be nothing yet.
   *
   * @param value null for a tombstone
   */
  List<Step> take(byte @Nullable [] key, byte @Nullable [] value) {
    if (value == null) {
      return List.of();
    }
    Reading<ControlKey> read = ControlKey.parse(key == null ? new byte[0] : key);
    if (!(read instanceof Reading.Valid<ControlKey> valid)) {
      String problem = ((Reading.Invalid<ControlKey>) read).problem().toString();
      return List.of(rejected(new Rejection(Reason.MALFORMED, "key: " + problem), 0, ""));
    }
    if (valid.value() instanceof ControlKey.Blob blob) {
      return blob(blob, value);
    }
    return proposal((ControlKey.Proposal) valid.value(), value);
  }

  /** Lets time pass for what waits. */
  List<Step> tick() {
    Waiting first = waiting.peekFirst();
    if (first == null) {
      return List.of();
    }
    waiting.removeFirst();
    waiting.addFirst(first.later());
    return first.ticks() > 1 ? List.of() : drain();
  }

  /**
   * Takes the set that was last accepted, whose files have been taken before.
   *
   * @return what comes of it; without a set in it when the set cannot be used
   */
  Step seed(byte[] envelope) {
    AdmissionResult result = admission.admitAccepted(envelope);
    return result instanceof Admitted admitted
        ? judge(admitted, envelope)
        : rejected((Rejection) result, 0, "");
  }

  private List<Step> blob(ControlKey.Blob key, byte[] content) {
    Rejection damaged = BlobCheck.check(key, content, settings.limits());
    if (damaged != null) {
      return List.of(rejected(damaged, 0, ""));
    }
    if (!inForceContents().containsKey(key.sha256())) {
      blobs.add(key.sha256(), content);
    }
    return drain();
  }

  private List<Step> proposal(ControlKey.Proposal key, byte[] envelope) {
    if (!key.name().equals(settings.name())) {
      // Another deployment's, on the same topic.
      return List.of();
    }
    AdmissionResult now = admission.admit(key, envelope, known());
    if (now instanceof AdmissionResult.Duplicate) {
      return List.of();
    }
    boolean hopeless =
        now instanceof Rejection no && (no.reason() != Reason.PARENT_CONFLICT || waiting.isEmpty());
    if (hopeless) {
      return List.of(rejected((Rejection) now, key.version(), key.hash()));
    }
    if (waiting.size() >= MAX_WAITING) {
      String message = MAX_WAITING + " proposals wait for their files already";
      return List.of(
          rejected(new Rejection(Reason.MISSING_BLOB, message), key.version(), key.hash()));
    }
    waiting.addLast(new Waiting(key, envelope, PATIENCE_TICKS));
    return drain();
  }

  /** Judges what waits and need not wait any more. */
  private List<Step> drain() {
    List<Step> steps = new ArrayList<>();
    for (Waiting first = waiting.peekFirst(); first != null; first = waiting.peekFirst()) {
      AdmissionResult result = admission.admit(first.key(), first.envelope(), known());
      if (result instanceof Admitted admitted) {
        List<ManifestEntry> missing = missing(admitted.manifest());
        if (!missing.isEmpty() && first.ticks() > 0) {
          break;
        }
        waiting.removeFirst();
        steps.add(
            missing.isEmpty() ? judge(admitted, first.envelope()) : missing(admitted, missing));
      } else {
        waiting.removeFirst();
        if (result instanceof Rejection rejection) {
          steps.add(rejected(rejection, first.key().version(), first.key().hash()));
        }
      }
    }
    return steps;
  }

  private List<ManifestEntry> missing(RuleSetManifest manifest) {
    Map<String, byte[]> held = inForceContents();
    return manifest.entries().stream()
        .filter(entry -> !held.containsKey(entry.sha256()) && !blobs.contains(entry.sha256()))
        .toList();
  }

  private Step missing(Admitted admitted, List<ManifestEntry> missing) {
    String message =
        "the files of %d of %d entries have not come since the last set, the first is %s of %s"
            .formatted(
                missing.size(),
                admitted.manifest().entries().size(),
                missing.get(0).sha256(),
                missing.get(0).path());
    Rejection rejection = new Rejection(Reason.MISSING_BLOB, message);
    return rejected(rejection, admitted.manifest().version(), admitted.hash());
  }

  private Step judge(Admitted admitted, byte[] envelope) {
    RuleSetManifest manifest = admitted.manifest();
    List<ManifestEntry> missing = missing(manifest);
    if (!missing.isEmpty()) {
      return missing(admitted, missing);
    }
    Rejection ambiguous = ambiguous(manifest);
    if (ambiguous != null) {
      return rejected(ambiguous, manifest.version(), admitted.hash());
    }
    Map<String, byte[]> contents = new HashMap<>(inForceContents());
    contents.putAll(blobs.contents());
    RuleSources sources = RuleSources.of(manifest, admitted.hash(), contents);
    Compilation compilation = compiler.compile(sources);
    List<SigmaError> problems = compilation.problems();
    CompiledRuleSet set = compilation.set();
    Counts counts = Counts.of(set, set.refused(), set.disabled(), 0);
    Rejection rejection = refusal(manifest, compilation);
    if (rejection != null) {
      RuleStatus status =
          RuleStatus.rejected(
              rejection, manifest.name(), manifest.version(), admitted.hash(), origin);
      return new Step(status.with(counts, problems), null);
    }
    inForce = sources;
    if (waiting.isEmpty()) {
      blobs.clear();
    }
    RuleStatus status =
        RuleStatus.of(Kind.ACCEPTED, manifest.name(), manifest.version(), admitted.hash(), origin);
    return new Step(status.with(counts, problems), new Accepted(sources, compilation, envelope));
  }

  /** Returns null when the set can come into force. */
  private @Nullable Rejection refusal(RuleSetManifest manifest, Compilation compilation) {
    CompiledRuleSet set = compilation.set();
    long errors = compilation.problems().stream().filter(SigmaError::isError).count();
    if (errors > 0 && !manifest.allowPartial()) {
      String message = errors + " errors; not one of its rules comes into force";
      return new Rejection(Reason.COMPILE_ERROR, message);
    }
    if (!set.missing().isEmpty() && !manifest.allowPartial()) {
      String message = "%d entries name no document of their file, the first is '%s'";
      return new Rejection(
          Reason.COMPILE_ERROR, message.formatted(set.missing().size(), set.missing().get(0)));
    }
    if (compiler.startTables().needsRestart(compilation.tables())) {
      return new Rejection(
          Reason.RESTART_REQUIRED,
          "it changes how a schema is recognised, or where host and time stand: start a new job");
    }
    if (set.ruleSet().rules().isEmpty() && inForce != null) {
      return new Rejection(Reason.EMPTY, "not one rule of it is in force");
    }
    return null;
  }

  /** One id among rules, filters and correlations is one document, whatever kinds are claimed. */
  private static @Nullable Rejection ambiguous(RuleSetManifest manifest) {
    Set<String> ids = new HashSet<>();
    for (ManifestEntry entry : manifest.entries()) {
      if (RuleSources.RULES.contains(entry.kind()) && !ids.add(entry.id())) {
        return new Rejection(Reason.MALFORMED, "two kinds of documents have the id " + entry.id());
      }
    }
    return null;
  }

  private Step rejected(Rejection why, long version, String hash) {
    return new Step(RuleStatus.rejected(why, settings.name(), version, hash, origin), null);
  }

  private @Nullable InForce known() {
    RuleSources current = inForce;
    return current == null ? null : new InForce(current.version(), current.hash());
  }

  private Map<String, byte[]> inForceContents() {
    RuleSources current = inForce;
    return current == null ? Map.of() : current.contents();
  }
}
