package dev.sluice.stream;

import dev.sluice.stream.MetricSelector.Series;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What Prometheus would read from a process of this machine. */
record PrometheusPage(List<Series> series) {
  private static final Pattern LINE = Pattern.compile("([a-zA-Z_:][\\w:]*)(?:\\{(.*)})? (\\S+)");
  private static final Pattern LABEL = Pattern.compile("(\\w+)=\"((?:[^\"\\\\]|\\\\.)*)\"");

  static PrometheusPage of(int port) {
    URI address = URI.create("http://127.0.0.1:" + port + "/metrics");
    List<Series> series = new ArrayList<>();
    try {
      HttpClient.newHttpClient()
          .send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofLines())
          .body()
          .map(LINE::matcher)
          .filter(Matcher::matches)
          .forEach(line -> series.add(series(line)));
    } catch (Exception e) {
      throw new IllegalStateException(address.toString(), e);
    }
    return new PrometheusPage(series);
  }

  private static Series series(Matcher line) {
    Map<String, String> labels = new HashMap<>();
    String text = line.group(2);
    if (text != null) {
      LABEL.matcher(text).results().forEach(each -> labels.put(each.group(1), each.group(2)));
    }
    return new Series(line.group(1), labels, line.group(3));
  }

  /** The values of all series of one name. */
  List<Double> values(String name) {
    return series.stream()
        .filter(each -> each.name().equals(name))
        .map(each -> Double.valueOf(each.value()))
        .toList();
  }

  /** The value of the only one. */
  double value(String name) {
    List<Double> values = values(name);
    if (values.size() != 1) {
      throw new IllegalStateException(name + ": " + values);
    }
    return values.get(0);
  }
}
