package io.ovoscope.launcher;

import io.ovoscope.launcher.process.Child;
import io.ovoscope.launcher.process.ChildJvm;
import io.ovoscope.launcher.process.Children;
import io.ovoscope.launcher.process.EndingLimits;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RemoveMembersFromConsumerGroupOptions;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.jspecify.annotations.Nullable;

/** A collector in a process of its own, killed as the operating system kills: nothing of it is closed, committed or sent off. */
final class KilledCollector implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final ChildJvm jvm;
    private final List<String> groups;
    private final Children children = Children.supervise(EndingLimits.DEFAULT);
    private final Admin admin;
    private @Nullable Child alive;

    /**
     * One that has not been started.
     *
     * @param groups consumer groups that it joins
     */
    KilledCollector(ChildJvm jvm, String bootstrapServers, List<String> groups) {
        this.jvm = jvm;
        this.groups = groups;
        this.admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers));
    }

    void start() throws Exception {
        alive = children.start(jvm, line -> {});
    }

    void awaitReady() throws Exception {
        if (alive != null) {
            alive.awaitReady(PATIENCE);
        }
    }

    /** SIGKILL; its partitions are free when this returns. */
    void kill() throws Exception {
        if (alive != null) {
            endProcess();
            endSessions();
        }
    }

    private void endProcess() {
        if (alive != null) {
            ProcessHandle.of(alive.pid()).ifPresent(ProcessHandle::destroyForcibly);
            alive.exit().join();
            alive = null;
        }
    }

    /** The broker would wait for the dead member's heartbeat for another 45 s; this test does not. */
    private void endSessions() throws Exception {
        for (String group : groups) {
            if (hasMembers(group)) {
                admin.removeMembersFromConsumerGroup(group, new RemoveMembersFromConsumerGroupOptions())
                        .all()
                        .get();
            }
        }
    }

    private boolean hasMembers(String group) throws Exception {
        try {
            return admin.describeConsumerGroups(List.of(group)).all().get().values().stream()
                    .anyMatch(known -> !known.members().isEmpty());
        } catch (ExecutionException e) {
            if (e.getCause() instanceof GroupIdNotFoundException) {
                return false;
            }
            throw e;
        }
    }

    @Override
    public void close() {
        endProcess();
        children.close();
        admin.close();
    }
}
