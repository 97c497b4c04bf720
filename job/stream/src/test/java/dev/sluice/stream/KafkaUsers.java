package dev.sluice.stream;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.Resource;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.utils.SecurityUtils;
import org.yaml.snakeyaml.Yaml;

/** The users of {@code deploy/kubernetes}, as Strimzi would tell a broker of them. */
final class KafkaUsers {
  private static final ResourcePattern CLUSTER =
      new ResourcePattern(ResourceType.CLUSTER, Resource.CLUSTER_NAME, PatternType.LITERAL);

  private static final List<String> FILES =
      List.of("kubernetes/base/users.yaml", "kubernetes/canary/user.yaml");

  private KafkaUsers() {}

  /** What {@code user} may do, said of {@code principal}. */
  static List<AclBinding> acls(String user, String principal) throws IOException {
    List<AclBinding> acls = new ArrayList<>();
    for (JsonNode manifest : manifests()) {
      if (manifest.at("/metadata/name").asText().equals(user)) {
        for (JsonNode acl : manifest.at("/spec/authorization/acls")) {
          acl.path("operations")
              .forEach(each -> acls.add(acl(pattern(acl.path("resource")), principal, each)));
        }
      }
    }
    return acls;
  }

  private static List<JsonNode> manifests() throws IOException {
    List<JsonNode> manifests = new ArrayList<>();
    for (String file : FILES) {
      new Yaml()
          .loadAll(Files.readString(Monitoring.DEPLOY.resolve(file)))
          .forEach(document -> manifests.add(Monitoring.JSON.valueToTree(document)));
    }
    return manifests;
  }

  /**
   * Shuts everybody out who is not named elsewhere, but for the brokers of a test among themselves.
   */
  static List<AclBinding> closed() {
    List<AclBinding> acls = new ArrayList<>();
    for (ResourceType type :
        List.of(ResourceType.TOPIC, ResourceType.GROUP, ResourceType.TRANSACTIONAL_ID)) {
      ResourcePattern every = new ResourcePattern(type, "*", PatternType.LITERAL);
      acls.add(acl(every, "User:nobody", AclOperation.ALL));
    }
    acls.add(acl(CLUSTER, "User:ANONYMOUS", AclOperation.ALL));
    return acls;
  }

  private static AclBinding acl(ResourcePattern pattern, String principal, JsonNode operation) {
    return acl(pattern, principal, SecurityUtils.operation(operation.asText()));
  }

  private static AclBinding acl(ResourcePattern pattern, String principal, AclOperation operation) {
    return new AclBinding(
        pattern, new AccessControlEntry(principal, "*", operation, AclPermissionType.ALLOW));
  }

  private static ResourcePattern pattern(JsonNode resource) {
    ResourceType type =
        switch (resource.path("type").asText()) {
          case "topic" -> ResourceType.TOPIC;
          case "group" -> ResourceType.GROUP;
          case "transactionalId" -> ResourceType.TRANSACTIONAL_ID;
          case "cluster" -> ResourceType.CLUSTER;
          default -> throw new IllegalArgumentException(resource.toString());
        };
    String name = resource.path("name").asText(Resource.CLUSTER_NAME);
    boolean prefix = resource.path("patternType").asText().equals("prefix");
    return new ResourcePattern(type, name, prefix ? PatternType.PREFIXED : PatternType.LITERAL);
  }
}
