package dev.sluice.stream;

import dev.sluice.stream.PreflightFinding.Code;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/**
 * What the ACLs of a cluster must let the job do. Knows no connection.
 *
 * <p>A super user, and whoever may do all that no ACL speaks of, needs none: of those more is said
 * than is wrong.
 */
record KafkaAccessRule(KafkaOptions options, String user, KafkaRemedies remedies) {

  /** Something that the job does. */
  private record Need(ResourceType type, String name, Set<AclOperation> operations) {}

  /**
   * Returns what no ACL lets {@code user} do, or one forbids.
   *
   * @param events the topics of events that there are
   */
  List<PreflightFinding> check(Collection<AclBinding> acls, Collection<String> events) {
    List<PreflightFinding> findings = new ArrayList<>();
    for (Need need : needs(events)) {
      Set<AclOperation> missing = EnumSet.copyOf(need.operations());
      missing.removeIf(operation -> isAllowed(acls, need, operation));
      if (!missing.isEmpty()) {
        findings.add(finding(need, missing));
      }
    }
    return findings;
  }

  private List<Need> needs(Collection<String> events) {
    List<Need> needs = new ArrayList<>();
    KafkaTopicRule.of(options, events)
        .forEach(rule -> needs.add(new Need(ResourceType.TOPIC, rule.topic(), rule.operations())));
    needs.add(new Need(ResourceType.GROUP, options.groupId(), EnumSet.of(AclOperation.READ)));
    needs.add(
        new Need(
            ResourceType.TRANSACTIONAL_ID,
            options.transactionalIdPrefix(),
            EnumSet.of(AclOperation.WRITE)));
    return needs;
  }

  private boolean isAllowed(Collection<AclBinding> acls, Need need, AclOperation operation) {
    return has(acls, need, operation, AclPermissionType.ALLOW)
        && !has(acls, need, operation, AclPermissionType.DENY);
  }

  private boolean has(
      Collection<AclBinding> acls, Need need, AclOperation operation, AclPermissionType type) {
    return acls.stream()
        .filter(acl -> acl.entry().permissionType() == type)
        .filter(acl -> isOfUser(acl.entry().principal()))
        .filter(acl -> isOf(acl.entry().operation(), operation))
        .anyMatch(acl -> covers(acl.pattern(), need));
  }

  private boolean isOfUser(String principal) {
    return principal.equals("User:" + user) || principal.equals("User:*");
  }

  private static boolean isOf(AclOperation acl, AclOperation operation) {
    return acl == operation || acl == AclOperation.ALL;
  }

  private static boolean covers(ResourcePattern pattern, Need need) {
    if (pattern.resourceType() != need.type()) {
      return false;
    }
    return pattern.patternType() == PatternType.PREFIXED
        ? need.name().startsWith(pattern.name())
        : pattern.name().equals(need.name()) || pattern.name().equals("*");
  }

  private PreflightFinding finding(Need need, Set<AclOperation> missing) {
    boolean isTopic = need.type() == ResourceType.TOPIC;
    String option = "--" + need.type().name().toLowerCase(Locale.ROOT).replace('_', '-');
    String prefixed =
        need.type() == ResourceType.TRANSACTIONAL_ID ? " --resource-pattern-type prefixed" : "";
    return PreflightFinding.error(
        Code.JOB_ACCESS,
        isTopic ? need.name() : "",
        "no ACL lets User:%s %s %s"
            .formatted(user, missing, isTopic ? "it" : option.substring(2) + " " + need.name()),
        "",
        remedies.allow(user, option + " " + need.name() + prefixed, missing));
  }
}
