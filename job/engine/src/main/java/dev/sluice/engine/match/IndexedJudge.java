package dev.sluice.engine.match;

import dev.sluice.engine.compile.CompiledRule;
import dev.sluice.engine.compile.RegexTest;
import dev.sluice.engine.compile.ValueTest;
import dev.sluice.engine.event.Event;
import dev.sluice.engine.event.EventReader;
import dev.sluice.engine.event.FieldLookup;
import dev.sluice.engine.event.Gathered;
import dev.sluice.engine.event.LogSource;
import dev.sluice.engine.event.PlainEvent;
import dev.sluice.engine.event.ReadResult;
import dev.sluice.engine.event.RouteKeys;
import dev.sluice.engine.event.Utf8;
import dev.sluice.engine.event.Value;
import dev.sluice.engine.event.Vocabulary;
import dev.sluice.engine.lineage.Family;
import dev.sluice.engine.lineage.Lineage;
import dev.sluice.engine.regex.ByteRegex;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Judges events by a {@link RuleIndex}.
 *
 * <p>An event is read as places in its bytes, its route is looked up, each indexed field is
 * searched for the literals of all rules at once, and the few rules that are left are tested:
 *
 * <pre>
 * places     = read(bytes)
 * plan       = route(schema, channel, event id, provider | own log source)
 * candidates = plan.always + for each indexed field: index.search(fold(value))
 * fired      = candidates whose test is true
 * </pre>
 *
 * <p>What cannot be read so, or has no plan yet, is read in full; an event on which a rule fires
 * is, when its verdict is asked for it, and so is one of which lineage fills in a field that rules
 * read. Of the others one on which none fires allocates nothing, but what lineage keeps of it. Not
 * thread-safe.
 */
public final class IndexedJudge implements Judge, JudgedEvent, PlainEvaluation, Watched.Sink {
  private static final int KNOWN_ROUTES = 1 << 9;
  private static final int MAX_EPOCH = 1 << 30;

  private final RuleIndex index;
  private final EventReader reader;
  private final ScanMatcher scan;
  private final PlainEvent event;
  private final ValueMemory memory;
  private final Map<String, Boolean> followed = new HashMap<>();
  private final IdentityHashMap<ByteRegex, ByteRegex.Searcher> searchers = new IdentityHashMap<>();
  private final long[] routeKeys = new long[KNOWN_ROUTES];
  private final @Nullable Route[] routes = new Route[KNOWN_ROUTES];
  private final Numbers found = new Numbers();
  private final Numbers candidates = new Numbers();
  private final List<CompiledRule> fired = new ArrayList<>();
  private int[] seen = new int[0];
  private int[] verdicts = new int[0];
  private int epoch;
  private long judged;
  private long tested;
  private byte[] bytes = new byte[0];
  private @Nullable Event whole;
  private @Nullable Route route;
  private Lineage lineage = Lineage.NONE;
  private @Nullable Family family;

  IndexedJudge(RuleIndex index, ValueMemory memory) {
    this.index = index;
    this.memory = memory;
    this.reader = index.newReader();
    this.scan = new ScanMatcher(index.ruleSet());
    this.event = index.vocabulary().newEvent(index.limits());
    Arrays.fill(routeKeys, RouteKeys.NONE);
  }

  /**
   * Returns a judge by {@code next} for the same thread, which keeps the memory of values; this one
   * must not be asked any more.
   */
  public IndexedJudge succeededBy(RuleIndex next) {
    return new IndexedJudge(next, memory);
  }

  @Override
  public RuleSet ruleSet() {
    return index.ruleSet();
  }

  /** Returns how many events were judged with a plan. */
  public long judged() {
    return judged;
  }

  /** Returns how many rules were tested on them. */
  public long candidates() {
    return tested;
  }

  @Override
  public Verdict judge(byte[] event, Lineage lineage) {
    bytes = event;
    this.lineage = lineage;
    family = null;
    whole = null;
    route = null;
    fired.clear();
    if (!this.event.read(event)) {
      return judgeInFull();
    }
    long key = index.keys().of(this.event);
    if (key == RouteKeys.NONE) {
      return judgeInFull();
    }
    Route found = route(key);
    route = found;
    if (found.logSources().isEmpty()) {
      return Verdict.UNROUTED;
    }
    Route.Ready ready = found.ready();
    RoutePlan plan = ready == null ? null : ready.plan();
    if (isEnriched(found.lineageNeed(), this::plainValues)) {
      return judgeInFull(inFull(), plan);
    }
    if (ready == null) {
      return scanned(inFull());
    }
    judged++;
    run(ready.plan().base(), ready.basePlaces(), ready.plan());
    if (ready.plan().added() != null) {
      run(ready.plan().added(), ready.addedPlaces(), null);
    }
    return fired.isEmpty() ? Verdict.SILENT : fired(new PlainValues());
  }

  @Override
  public Set<LogSource> logSources() {
    Route known = route;
    if (known != null) {
      return known.logSources();
    }
    return whole == null ? Set.of() : whole.logSources();
  }

  @Override
  public boolean has(String field) {
    Event read = whole;
    if (read != null && read.isEnriched(field)) {
      return true;
    }
    Route known = route;
    if (known != null && isFollowed(field)) {
      FieldLookup place = known.place(index.vocabulary().number(field));
      int value = event.first(place);
      return value == PlainEvent.NOT_PLAIN ? !event.gather(place).isEmpty() : value >= 0;
    }
    return (known != null || whole != null) && !inFull().values(field).isEmpty();
  }

  private boolean isFollowed(String field) {
    return field.indexOf('.') < 0 || followed.computeIfAbsent(field, Vocabulary::isFollowed);
  }

  private Route route(long key) {
    int slot = (int) ((key * 0x9E3779B97F4A7C15L) >>> 55);
    Route known = routes[slot];
    if (known != null && routeKeys[slot] == key) {
      return known;
    }
    Route found = index.route(key);
    if (found == null) {
      found = index.route(key, event, inFull());
    }
    routes[slot] = found;
    routeKeys[slot] = key;
    return found;
  }

  /** Finds and tests the candidates among {@code rules}; {@code plan} says which are in force. */
  private void run(IndexedRules rules, FieldLookup[] places, @Nullable RoutePlan plan) {
    begin(rules);
    for (int i = 0; i < places.length; i++) {
      int value = event.first(places[i]);
      if (value == PlainEvent.NOT_PLAIN) {
        searchGathered(rules.index(i), places[i]);
      }
      for (; value >= 0; value = event.next(value)) {
        if (event.hasText(value)) {
          search(rules.index(i), value);
        }
      }
    }
    searchKeywords(rules);
    for (int i = 0; i < candidates.size(); i++) {
      test(rules, candidates.get(i), plan);
    }
    for (int number : rules.always()) {
      test(rules, number, plan);
    }
  }

  private void begin(IndexedRules rules) {
    candidates.clear();
    epoch++;
    if (epoch == MAX_EPOCH) {
      Arrays.fill(seen, 0);
      Arrays.fill(verdicts, 0);
      epoch = 1;
    }
    if (seen.length < rules.size()) {
      seen = new int[rules.size()];
    }
  }

  private void search(LiteralIndex literals, int value) {
    int from = event.writtenFrom(value);
    int to = event.writtenTo(value);
    int known = memory.find(literals, bytes, from, to);
    if (known != ValueMemory.UNKNOWN) {
      for (int i = 0; i < known; i++) {
        addCandidate(memory.hit(i));
      }
      return;
    }
    found.clear();
    int foldedFrom = event.foldedFrom(value);
    literals.search(event.buffer(), foldedFrom, event.foldedTo(value), this);
    addFound();
    memory.put(literals, bytes, from, to, found.array(), found.size());
  }

  private void searchGathered(LiteralIndex literals, FieldLookup place) {
    Gathered values = event.gather(place);
    for (int i = 0; i < values.size(); i++) {
      if (event.hasText(values.value(i))) {
        search(literals, values.value(i));
      }
    }
    if (!values.made().isEmpty()) {
      searchAll(literals, values.made());
    }
  }

  private void searchKeywords(IndexedRules rules) {
    LiteralIndex keywords = rules.keywords();
    KeywordProbe probe = rules.keywordProbe();
    if (keywords == null) {
      return;
    }
    found.clear();
    if (probe != null && event.isSpelledOut()) {
      probe.search(bytes, this);
    } else {
      searchValues(keywords);
    }
    addFound();
  }

  private void searchValues(LiteralIndex keywords) {
    for (int value = 0; value < event.size(); value++) {
      if (event.isSearched(value)) {
        int from = event.foldedFrom(value);
        keywords.search(event.buffer(), from, event.foldedTo(value), this);
      }
    }
  }

  @Override
  public boolean seen(int[] watchers) {
    for (int watcher : watchers) {
      found.add(watcher);
    }
    return true;
  }

  private void addCandidates(int[] numbers) {
    for (int number : numbers) {
      addCandidate(number);
    }
  }

  private void addCandidate(int number) {
    if (seen[number] != epoch) {
      seen[number] = epoch;
      candidates.add(number);
    }
  }

  private void test(IndexedRules rules, int number, @Nullable RoutePlan plan) {
    if (plan == null || plan.isInForce(number)) {
      tested++;
      if (rules.test(number).test(this)) {
        fired.add(rules.rule(number));
      }
    }
  }

  /** Judges an event that has no plan yet. */
  private Verdict scanned(Event event) {
    List<Match> matches = index.isRouted() ? scan.match(event) : scan.matchAll(event);
    return matches.isEmpty() ? Verdict.SILENT : fired(matches);
  }

  /** Judges what is no plain event. */
  private Verdict judgeInFull() {
    if (whole == null) {
      ReadResult read = reader.read(bytes);
      if (read instanceof ReadResult.Unreadable unreadable) {
        return new Verdict.Unreadable(unreadable.deadLetter());
      }
      whole = ((ReadResult.Readable) read).event();
    }
    Event read = whole;
    if (read.logSources().isEmpty()) {
      return Verdict.UNROUTED;
    }
    isEnriched(index.lineageNeed(read.logSources()), read::values);
    return judgeInFull(inFull(), index.plan(read.logSources()));
  }

  private Verdict judgeInFull(Event event, @Nullable RoutePlan plan) {
    if (plan == null) {
      return scanned(event);
    }
    runInFull(plan.base(), event, plan);
    if (plan.added() != null) {
      runInFull(plan.added(), event, null);
    }
    return fired.isEmpty() ? Verdict.SILENT : fired(EventValues.of(event));
  }

  /**
   * Asks for the lineage of an event if it is needed, and fills in what rules read: then {@link
   * #inFull} has it, and the event must be judged in full.
   */
  private boolean isEnriched(LineageNeed need, Function<String, List<Value>> values) {
    if (lineage == Lineage.NONE || !need.isAsked()) {
      return false;
    }
    Family found = lineage.of(need.creation(), values);
    family = found;
    if (found.fill(need.fields(), values).isEmpty()) {
      return false;
    }
    whole = inFull().enrichedWith(found.fill(Lineage.FIELDS, values));
    return true;
  }

  /** Returns what is known of the family of an event on which a rule fires. */
  private Family family(Event event) {
    Family known = family;
    return known != null
        ? known
        : lineage.of(Lineage.isCreation(event.logSources()), event::values);
  }

  private Verdict fired(List<Match> matches) {
    if (lineage == Lineage.NONE) {
      return new Verdict.Fired(reading(), matches, List.of());
    }
    Event event = inFull();
    Family found = family(event);
    Event enriched = event.enrichedWith(found.fill(Lineage.FIELDS, event::values));
    return new Verdict.Fired(() -> enriched, matches, found.ancestors());
  }

  private List<Value> plainValues(String field) {
    return event.values(place(index.vocabulary().number(field)));
  }

  private void runInFull(IndexedRules rules, Event event, @Nullable RoutePlan plan) {
    begin(rules);
    for (int i = 0; i < rules.fields(); i++) {
      searchAll(rules.index(i), event.values(rules.field(i)));
    }
    if (rules.keywords() != null) {
      searchAll(rules.keywords(), event.texts());
    }
    addCandidates(rules.always());
    for (int i = 0; i < candidates.size(); i++) {
      int number = candidates.get(i);
      if (plan == null || plan.isInForce(number)) {
        CompiledRule rule = rules.rule(number);
        if (rule.predicate().test(event)) {
          fired.add(rule);
        }
      }
    }
  }

  /** Searches values that are no places in the bytes of the event. */
  private void searchAll(LiteralIndex literals, List<Value> values) {
    found.clear();
    for (Value value : values) {
      byte[] text = value.folded().getBytes(StandardCharsets.UTF_8);
      literals.search(text, 0, text.length, this);
    }
    addFound();
  }

  private void addFound() {
    for (int i = 0; i < found.size(); i++) {
      addCandidate(found.get(i));
    }
  }

  private Verdict fired(EventValues values) {
    if (fired.size() > 1) {
      fired.sort(Comparator.comparingInt(index::position));
    }
    List<Match> matches = new ArrayList<>(fired.size());
    for (CompiledRule rule : fired) {
      matches.add(
          new Match(rule, EvidenceCollector.collect(rule.predicate(), values, this::passes)));
    }
    return fired(matches);
  }

  /** Returns what reads the event of now in full, whatever is judged meanwhile. */
  private Supplier<Event> reading() {
    Event known = whole;
    if (known != null) {
      return () -> known;
    }
    byte[] read = bytes;
    Route of = route;
    boolean ofRoute = of != null && !index.vocabulary().namesLogSource(event.shape());
    return () -> read(read, ofRoute ? of : null);
  }

  /** The values of a plain event; only those of the fields that rules ask for are built. */
  private final class PlainValues implements EventValues {
    private final Map<String, List<Value>> known = new HashMap<>();

    @Override
    public List<Value> values(String field) {
      return known.computeIfAbsent(field, this::read);
    }

    private List<Value> read(String field) {
      return whole == null && Vocabulary.isFollowed(field)
          ? event.values(place(index.vocabulary().number(field)))
          : inFull().values(field);
    }

    @Override
    public List<Value> texts() {
      return inFull().texts();
    }

    @Override
    public @Nullable Instant time() {
      return inFull().time();
    }

    @Override
    public boolean isEnriched(String field) {
      return false;
    }
  }

  /** RE2/J may take a millisecond where the byte engine takes a microsecond. */
  private boolean passes(ValueTest test, Value value) {
    ByteRegex regex = test instanceof RegexTest re ? index.compiler().regex(re) : null;
    if (regex == null || value.kind() != Value.Kind.STRING || Utf8.hasLoneSurrogate(value.text())) {
      return test.test(value);
    }
    byte[] text = value.text().getBytes(StandardCharsets.UTF_8);
    return searcher(regex).find(text, 0, text.length);
  }

  @Override
  public PlainEvent event() {
    return event;
  }

  @Override
  public FieldLookup place(int field) {
    if (route == null) {
      throw new IllegalStateException("no event is being judged");
    }
    return route.place(field);
  }

  /**
   * Returns the event of {@link #judge}, which must be readable.
   *
   * @throws IllegalStateException when the full reader does not take what the fast one took: a bug
   */
  @Override
  public Event inFull() {
    Event known = whole;
    if (known == null) {
      known = reading().get();
      whole = known;
    }
    return known;
  }

  private Event read(byte[] bytes, @Nullable Route known) {
    ReadResult read = known == null ? reader.read(bytes) : reader.read(bytes, known.logSources());
    if (!(read instanceof ReadResult.Readable readable)) {
      throw new IllegalStateException("the two readers disagree: " + read);
    }
    return readable.event();
  }

  @Override
  public boolean once(int number, PlainTest test) {
    if (number >= verdicts.length) {
      verdicts = Arrays.copyOf(verdicts, Math.max(number + 1, verdicts.length * 2));
    }
    int known = verdicts[number] - 2 * epoch;
    if (known == 0 || known == 1) {
      return known == 1;
    }
    boolean verdict = test.test(this);
    verdicts[number] = 2 * epoch + (verdict ? 1 : 0);
    return verdict;
  }

  @Override
  public ByteRegex.Searcher searcher(ByteRegex regex) {
    return searchers.computeIfAbsent(regex, ByteRegex::newSearcher);
  }
}
