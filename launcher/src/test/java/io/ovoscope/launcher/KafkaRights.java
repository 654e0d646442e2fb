package io.ovoscope.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/** The table of rights in docs/kafka-security.md, as Kafka's rules. */
final class KafkaRights {
    private static final Path DOCUMENT = Path.of("../docs/kafka-security.md");
    private static final Pattern ROW =
            Pattern.compile("\\| (agent|collector) \\| ([a-z-]+) \\| (prefixed )?`([^`]+)` \\| ([A-Za-z, ]+) \\|.*");

    private KafkaRights() {}

    /** Those of the users {@code ovoscope-agent} and {@code ovoscope-collector}. */
    static List<AclBinding> documented() throws IOException {
        List<AclBinding> rules = new ArrayList<>();
        for (String line : Files.readAllLines(DOCUMENT)) {
            Matcher row = ROW.matcher(line);
            if (row.matches()) {
                ResourcePattern resource = new ResourcePattern(
                        ResourceType.fromString(row.group(2).replace('-', '_')),
                        row.group(4),
                        row.group(3) == null ? PatternType.LITERAL : PatternType.PREFIXED);
                for (String operation : row.group(5).split(", ", -1)) {
                    rules.add(new AclBinding(
                            resource,
                            new AccessControlEntry(
                                    "User:ovoscope-" + row.group(1),
                                    "*",
                                    operation(operation),
                                    AclPermissionType.ALLOW)));
                }
            }
        }
        return rules;
    }

    private static AclOperation operation(String name) {
        String constant = name.replaceAll("(?<=[a-z])(?=[A-Z])", "_").toUpperCase(Locale.ROOT);
        return AclOperation.valueOf(constant);
    }
}
