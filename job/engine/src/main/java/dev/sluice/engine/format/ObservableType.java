package dev.sluice.engine.format;

import dev.sluice.engine.compile.IpAddress;
import java.util.HashMap;
import java.util.Map;

/** What kind of value a field holds, for the names that Sigma rules give fields. */
enum ObservableType {
  HOSTNAME(
      1,
      "Hostname",
      "host cs-host query Computer ComputerName DestinationHostname QueryName SourceHostname"
          + " WorkstationName"),
  IP_ADDRESS(
      2,
      "IP Address",
      "c-ip s-ip src_ip dst_ip id.orig_h id.resp_h sourceIPAddress ClientAddress ClientIP"
          + " DestAddress DestinationIp IpAddress SourceAddress SourceIp"),
  USER_NAME(
      4,
      "User Name",
      "user username userIdentity.userName AccountName ParentUser SamAccountName SourceUser"
          + " SubjectUserName TargetUser TargetUserName User"),
  URL(6, "URL String", "c-uri cs-uri url"),
  HASH(8, "Hash", "md5 sha1 sha256 Imphash"),
  PORT(11, "Port", "src_port dst_port id.orig_p id.resp_p DestinationPort IpPort SourcePort"),
  COMMAND_LINE(13, "Command Line", "CommandLine ParentCommandLine ProcessCommandLine"),
  PROCESS_ID(15, "Process ID", "ParentProcessId ProcessId"),
  USER_AGENT(16, "HTTP User-Agent", "c-useragent cs-user-agent userAgent user_agent"),
  SCRIPT(36, "Script Content", "ScriptBlockText"),
  FILE_PATH(
      45,
      "File Path",
      "exe GrandParentImage Image ImageLoaded NewProcessName ParentImage ParentProcessName"
          + " SourceFilename SourceImage TargetFilename TargetImage"),
  REGISTRY_KEY_PATH(46, "Registry Key Path", "TargetObject"),
  /** Of any other field. */
  OTHER(99, "Other", "");

  private static final Map<String, ObservableType> BY_FIELD = new HashMap<>();

  static {
    for (ObservableType type : values()) {
      for (String field : type.fields.split(" ")) {
        BY_FIELD.put(field, type);
      }
    }
  }

  private final int id;
  private final String caption;
  private final String fields;

  /**
   * @param fields with blanks between
   */
  ObservableType(int id, String caption, String fields) {
    this.id = id;
    this.caption = caption;
    this.fields = fields;
  }

  /** The type of {@code value} in {@code field}; what is no address is none, whatever the field. */
  static ObservableType of(String field, String value) {
    ObservableType type = BY_FIELD.getOrDefault(field, OTHER);
    return type == IP_ADDRESS && !IpAddress.isAddress(value) ? OTHER : type;
  }

  /** As OCSF numbers it. */
  int id() {
    return id;
  }

  /** What OCSF calls it. */
  String caption() {
    return caption;
  }
}
