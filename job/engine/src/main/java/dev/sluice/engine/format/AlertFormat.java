package dev.sluice.engine.format;

import java.util.Locale;

/** The JSON form in which alerts leave. */
public enum AlertFormat {
  /** Sluice's own, as {@code alert.schema.json} has it. */
  NATIVE,
  /** Detection Finding of the Open Cybersecurity Schema Framework. */
  OCSF,
  /** Elastic Common Schema. */
  ECS;

  /** In so many bytes any alert fits, with its texts cut. */
  public static final int LEAST_BYTES = 60_000;

  /**
   * Reads {@code native}, {@code ocsf} or {@code ecs}.
   *
   * @throws IllegalArgumentException when {@code text} is none of them
   */
  public static AlertFormat parse(String text) {
    for (AlertFormat format : values()) {
      if (format.toString().equals(text)) {
        return format;
      }
    }
    throw new IllegalArgumentException("alert format '" + text + "': expected native, ocsf or ecs");
  }

  /**
   * Returns {@code alert} in this form, as UTF-8 JSON without a line end.
   *
   * <p>One that would be too large in it is marked {@code truncated} and has its event cut; if that
   * is not enough, lists and texts too. The alert's id, hashes and times are never cut.
   *
   * @param alert one object, as it was written in Sluice's own form
   * @param maxBytes of what is returned, at least {@value #LEAST_BYTES}; the native form is not
   *     looked at
   */
  public byte[] of(byte[] alert, int maxBytes) {
    return switch (this) {
      case NATIVE -> alert;
      case OCSF -> new FittedAlert(new OcsfFinding(), maxBytes).of(NativeAlert.read(alert));
      case ECS -> new FittedAlert(new EcsAlert(), maxBytes).of(NativeAlert.read(alert));
    };
  }

  /** As options name it. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
