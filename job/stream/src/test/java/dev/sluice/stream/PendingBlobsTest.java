package dev.sluice.stream;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PendingBlobsTest {

  @Test
  void theOldestGoesWhenThereAreTooManyBytes() {
    PendingBlobs blobs = new PendingBlobs(10);
    blobs.add("a", new byte[4]);
    blobs.add("b", new byte[4]);
    blobs.add("a", new byte[4]);
    assertThat(blobs.contents()).containsOnlyKeys("a", "b");
    blobs.add("c", new byte[4]);
    assertThat(blobs.contents()).containsOnlyKeys("b", "c");
  }

  @Test
  void oneFileIsKeptHoweverLargeItIs() {
    PendingBlobs blobs = new PendingBlobs(10);
    blobs.add("a", new byte[40]);
    assertThat(blobs.contains("a")).isTrue();
  }

  @Test
  void whatNobodyWaitsForMakesRoom() {
    PendingBlobs blobs = new PendingBlobs(10);
    blobs.add("a", new byte[4]);
    blobs.clear();
    assertThat(blobs.contents()).isEmpty();
    blobs.add("b", new byte[10]);
    assertThat(blobs.contains("b")).isTrue();
  }

  @Test
  void aTopicThatIsReadToItsEndIsKeptWhole() {
    PendingBlobs blobs = new PendingBlobs(PendingBlobs.NO_LIMIT);
    blobs.add("a", new byte[4]);
    blobs.clear();
    assertThat(blobs.contains("a")).isTrue();
  }
}
