package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.sluice.cli.BillOfMaterials.Component;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is shipped is what the bills of materials say, and it may be shipped. */
class BillOfMaterialsITCase {

  private static final Set<String> MAY_BE_SHIPPED =
      Set.of("Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "MIT");

  private static final Path LIB = BillOfMaterials.ROOT.resolve("job/cli/target/lib");
  private static final Path STREAM = BillOfMaterials.ROOT.resolve("job/stream/target");
  private static final Path JOB_JAR = STREAM.resolve("sluice-job.jar");
  private static final Path LIST = BillOfMaterials.ROOT.resolve("deploy/licences.md");
  private static final Pattern NOTICE = Pattern.compile("(META-INF/)?NOTICE(\\.\\w+)?");
  private static final Pattern LICENCE = Pattern.compile("META-INF/.+-LICENSE");

  @BeforeEach
  void theBillsAreWritten() {
    assumeFalse(
        "offline=true".equals(System.getProperty("sluice.maven")),
        "mvn -o writes no bill of materials");
  }

  @Test
  void everyLicenceIsOneThatMayBeShipped() throws Exception {
    for (Path bill : List.of(BillOfMaterials.JOB, BillOfMaterials.COMMAND_LINE)) {
      assertThat(BillOfMaterials.read(bill).components())
          .isNotEmpty()
          .filteredOn(each -> each.licences().stream().noneMatch(MAY_BE_SHIPPED::contains))
          .isEmpty();
    }
  }

  @Test
  void theListOfLicencesIsThatOfTheBills() throws Exception {
    String list = list();
    if (System.getProperty("recreate") != null) {
      Files.writeString(LIST, list);
    }
    assertThat(list).as("%s; -Drecreate accepts a change", LIST).isEqualTo(Files.readString(LIST));
  }

  @Test
  void theCommandLineIsWhatItsBillSays() throws Exception {
    Map<String, String> told = new TreeMap<>();
    for (Component each : BillOfMaterials.read(BillOfMaterials.COMMAND_LINE).components()) {
      told.put(each.file(), each.sha256());
    }
    Map<String, String> there = new TreeMap<>();
    try (Stream<Path> jars = Files.list(LIB)) {
      for (Path jar : jars.toList()) {
        there.put(jar.getFileName().toString(), sha256(jar));
      }
    }
    assertThat(there)
        .as("jars of an earlier build go with mvn clean")
        .containsExactlyInAnyOrderEntriesOf(told);
  }

  @Test
  void theJobJarHasTheClassesOfWhatItsBillSays() throws Exception {
    Predicate<String> isClass =
        name -> name.endsWith(".class") && !name.endsWith("module-info.class");
    Set<String> told = new TreeSet<>(names(ownJar(), isClass));
    for (Path jar : jarsInside()) {
      Set<String> classes = names(jar, isClass);
      assertThat(classes).as(jar.toString()).isNotEmpty();
      told.addAll(classes);
    }
    assertThat(names(JOB_JAR, isClass)).containsExactlyInAnyOrderElementsOf(told);
  }

  @Test
  void theJobJarHasTheLicencesOfWhatIsInside() throws Exception {
    assertThat(text(JOB_JAR, "META-INF/LICENSE"))
        .isEqualTo(Files.readString(BillOfMaterials.ROOT.resolve("LICENSE")));
    Set<String> there = names(JOB_JAR, name -> true);
    for (Component each : BillOfMaterials.read(BillOfMaterials.JOB).components()) {
      if (!each.licences().contains("Apache-2.0")) {
        assertThat(there).contains("META-INF/licenses/" + each.name() + ".txt");
      }
    }
    for (Path jar : jarsInside()) {
      assertThat(there).containsAll(names(jar, LICENCE.asMatchPredicate()));
    }
  }

  @Test
  void theJobJarHasTheNoticesOfWhatIsInside() throws Exception {
    String there = text(JOB_JAR, "META-INF/NOTICE") + text(JOB_JAR, "NOTICE");
    int notices = 0;
    for (Path jar : jarsInside()) {
      for (String name : names(jar, NOTICE.asMatchPredicate())) {
        assertThat(there).as("%s of %s", name, jar).contains(text(jar, name).strip());
        notices++;
      }
    }
    assertThat(notices).isPositive();
  }

  /** Which jars the job jar is made of, from the directory where the command line has them too. */
  private static List<Path> jarsInside() throws IOException {
    List<Path> jars = new ArrayList<>();
    for (Component each : BillOfMaterials.read(BillOfMaterials.JOB).components()) {
      jars.add(LIB.resolve(each.file()));
    }
    return jars;
  }

  private static Path ownJar() throws IOException {
    try (Stream<Path> jars = Files.list(LIB)) {
      return jars.filter(jar -> jar.getFileName().toString().startsWith("sluice-stream-"))
          .findFirst()
          .orElseThrow();
    }
  }

  private static String list() throws IOException {
    Set<String> inside =
        BillOfMaterials.read(BillOfMaterials.JOB).components().stream()
            .map(Component::id)
            .collect(Collectors.toSet());
    String rows =
        BillOfMaterials.read(BillOfMaterials.COMMAND_LINE).components().stream()
            .filter(each -> !each.ours())
            .map(each -> row(each, inside.contains(each.id())))
            .sorted()
            .collect(Collectors.joining());
    return """
        # Licences

        What others have made of that which is shipped. The job jar has the parts of the last column inside; the command line has all of
        them beside it. Written from the bills of materials by `BillOfMaterialsITCase`, which fails when they differ. No part of
        Maven's is MiniSearch (MIT), with which the catalogue searches; its licence lies beside it.

        | part | version | licence | in the job jar |
        |---|---|---|---|
        """
        + rows;
  }

  private static String row(Component each, boolean inJob) {
    String licences = String.join(" or ", each.licences());
    return "| `%s` | %s | %s | %s |\n"
        .formatted(each.id(), each.version(), licences, inJob ? "yes" : "");
  }

  private static Set<String> names(Path jar, Predicate<String> wanted) throws IOException {
    try (ZipFile file = new ZipFile(jar.toFile())) {
      return file.stream()
          .map(ZipEntry::getName)
          .filter(wanted)
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  private static String text(Path jar, String name) {
    try (ZipFile file = new ZipFile(jar.toFile())) {
      ZipEntry entry = file.getEntry(name);
      assertThat(entry).as("%s in %s", name, jar).isNotNull();
      return new String(file.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String sha256(Path file) throws Exception {
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
    return HexFormat.of().formatHex(digest);
  }
}
