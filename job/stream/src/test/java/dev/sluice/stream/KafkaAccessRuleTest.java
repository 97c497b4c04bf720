package dev.sluice.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.Test;

class KafkaAccessRuleTest {
  private static final KafkaOptions OPTIONS =
      KafkaOptions.of("h:1").topics(KafkaTopics.of("s.")).deployment("d").build();

  private final List<AclBinding> acls = new ArrayList<>();

  @Test
  void whatNoAclAllowsIsNamedWithTheCommandThatAllowsIt() {
    allowAll();
    assertThat(findings()).isEmpty();
    acls.remove(2);
    assertThat(findings())
        .singleElement()
        .hasToString(
            "ERROR no ACL lets User:job [WRITE] transactional-id d-output; kafka-acls.sh"
                + " --bootstrap-server h:1 --add --allow-principal User:job"
                + " --transactional-id d-output --resource-pattern-type prefixed --operation WRITE");
    acls.remove(1);
    assertThat(findings())
        .anySatisfy(
            finding -> assertThat(finding.seen()).isEqualTo("no ACL lets User:job [READ] group d"));
    acls.clear();
    assertThat(findings()).hasSize(12);
  }

  @Test
  void whatIsForbiddenIsNotAllowed() {
    allowAll();
    acls.add(
        acl(
            ResourceType.TOPIC,
            "s.alerts",
            PatternType.LITERAL,
            "User:*",
            AclOperation.WRITE,
            AclPermissionType.DENY));
    assertThat(findings())
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.topic()).isEqualTo("s.alerts");
              assertThat(finding.seen()).isEqualTo("no ACL lets User:job [WRITE] it");
            });
  }

  @Test
  void whatOthersMayDoOrOtherNamesAllowIsOfNoUse() {
    allowAll();
    acls.set(0, allow(ResourceType.TOPIC, "s.", PatternType.PREFIXED, "User:other"));
    assertThat(findings()).hasSize(10);
    acls.set(0, allow(ResourceType.TOPIC, "s.", PatternType.LITERAL, "User:job"));
    assertThat(findings()).hasSize(10);
    acls.set(0, allow(ResourceType.GROUP, "s.", PatternType.PREFIXED, "User:job"));
    assertThat(findings()).hasSize(10);
    acls.set(0, allow(ResourceType.TOPIC, "*", PatternType.LITERAL, "User:*"));
    assertThat(findings()).isEmpty();
  }

  private void allowAll() {
    acls.add(allow(ResourceType.TOPIC, "s.", PatternType.PREFIXED, "User:job"));
    acls.add(allow(ResourceType.GROUP, "d", PatternType.LITERAL, "User:job"));
    acls.add(allow(ResourceType.TRANSACTIONAL_ID, "d-output", PatternType.PREFIXED, "User:job"));
  }

  private static AclBinding allow(
      ResourceType type, String name, PatternType pattern, String principal) {
    return acl(type, name, pattern, principal, AclOperation.ALL, AclPermissionType.ALLOW);
  }

  private static AclBinding acl(
      ResourceType type,
      String name,
      PatternType pattern,
      String principal,
      AclOperation operation,
      AclPermissionType permission) {
    return new AclBinding(
        new ResourcePattern(type, name, pattern),
        new AccessControlEntry(principal, "*", operation, permission));
  }

  private List<PreflightFinding> findings() {
    return new KafkaAccessRule(OPTIONS, "job", new KafkaRemedies("h:1"))
        .check(acls, OPTIONS.topics().events());
  }
}
