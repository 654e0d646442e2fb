package io.ovoscope.agent.send;

import io.ovoscope.wire.LayerInfo;
import io.ovoscope.wire.RecordKey;
import io.ovoscope.wire.RunManifest;
import io.ovoscope.wire.TaskInfo;
import io.ovoscope.wire.Topic;
import io.ovoscope.wire.WireFormatException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the runs topic says about a run's name, and what follows for an agent that wants to use it. */
final class RunRegister {
    private static final Logger log = LoggerFactory.getLogger(RunRegister.class);
    private static final Duration POLL = Duration.ofMillis(200);

    private RunRegister() {}

    /** The newest manifest of the run; empty where there is none. */
    static Optional<RunManifest> read(
            KafkaConsumer<String, byte[]> consumer, KafkaTarget target, String run, Duration atMost) {
        List<TopicPartition> partitions = consumer.partitionsFor(target.topic(Topic.RUNS)).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        long deadline = System.nanoTime() + atMost.toNanos();
        Optional<RunManifest> newest = Optional.empty();
        while (partitions.stream()
                .anyMatch(partition -> consumer.position(partition) < ends.getOrDefault(partition, 0L))) {
            if (System.nanoTime() > deadline) {
                throw new TimeoutException("the runs topic could not be read within " + atMost.toMillis() + " ms");
            }
            for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
                if (RecordKey.run(run).equals(record.key())) {
                    newest = manifest(record);
                }
            }
        }
        return newest;
    }

    private static Optional<RunManifest> manifest(ConsumerRecord<String, byte[]> record) {
        byte @Nullable [] value = record.value();
        if (value == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(RunManifest.read(value));
        } catch (WireFormatException e) {
            log.warn("{}-{}@{}: no manifest, passed over", record.topic(), record.partition(), record.offset(), e);
            return Optional.empty();
        }
    }

    /**
     * The attempt that this agent is.
     *
     * @param ours as announced, or to be announced
     * @param announced whether this agent has announced itself before
     * @throws SendFailure {@link DropReason#FENCED} where another agent has taken the run over since, {@link DropReason#RUN_REFUSED}
     *     where the name stands for something else
     */
    static int attempt(RunManifest ours, boolean announced, Optional<RunManifest> found) throws SendFailure {
        if (found.isEmpty() || found.get().startedAt().equals(ours.startedAt())) {
            return ours.attempt();
        }
        RunManifest other = found.get();
        if (announced && other.attempt() >= ours.attempt()) {
            throw new SendFailure(
                    DropReason.FENCED,
                    "another agent (attempt " + other.attempt() + ", started " + other.startedAt()
                            + ") has taken over run '" + ours.run()
                            + "': this one stops sending; every run needs a name of its own (run)",
                    null);
        }
        List<String> differences = differences(other, ours);
        if (!differences.isEmpty()) {
            throw new SendFailure(
                    DropReason.RUN_REFUSED,
                    "run '" + ours.run() + "' exists with another " + String.join("; ", differences)
                            + ": give this run a name of its own (run), or delete that one (./ovoscope runs delete)",
                    null);
        }
        return Math.max(other.attempt() + 1, ours.attempt());
    }

    /**
     * Our manifest as it is announced: as the attempt that this agent is, with those before it, and, where the run began untrained,
     * with the floor of its first attempt, which a resumed one cannot know of.
     *
     * @throws SendFailure as {@link #attempt}
     */
    static RunManifest settle(RunManifest ours, boolean announced, Optional<RunManifest> found) throws SendFailure {
        int attempt = attempt(ours, announced, found);
        return found.filter(there -> there.attempt() < attempt).map(ours::after).orElse(ours);
    }

    /**
     * The manifest of a run that is joined as it is.
     *
     * @param ours what we would have announced
     * @throws SendFailure {@link DropReason#RUN_REFUSED} where the name stands for something else
     */
    static RunManifest join(RunManifest ours, RunManifest there) throws SendFailure {
        List<String> differences = differences(there, ours);
        if (!differences.isEmpty()) {
            throw new SendFailure(
                    DropReason.RUN_REFUSED,
                    "run '" + ours.run() + "' exists with another " + String.join("; ", differences),
                    null);
        }
        return there;
    }

    private static List<String> differences(RunManifest there, RunManifest here) {
        List<String> found = new ArrayList<>();
        compare(found, "probe set", there.probeSet(), here.probeSet());
        compare(found, "set of tasks", tasks(there), tasks(here));
        compare(found, "number of parameters", there.parameters(), here.parameters());
        layers(found, there.layers(), here.layers());
        compare(found, "encoder", there.encoder(), here.encoder());
        compare(found, "pooling", there.pooling(), here.pooling());
        return found;
    }

    private static Set<String> tasks(RunManifest of) {
        return of.tasks().stream().map(TaskInfo::name).collect(Collectors.toCollection(TreeSet::new));
    }

    /** Of many layers those that differ are told, not all. */
    private static void layers(List<String> found, List<LayerInfo> there, List<LayerInfo> here) {
        compare(found, "number of layers", there.size(), here.size());
        for (int i = 0; i < Math.min(there.size(), here.size()); i++) {
            compare(found, "layer " + i, layer(there.get(i)), layer(here.get(i)));
        }
    }

    private static String layer(LayerInfo layer) {
        return "'" + layer.name() + "' of width " + layer.width();
    }

    private static void compare(List<String> found, String what, Object there, Object here) {
        if (!Objects.equals(there, here)) {
            found.add(what + " (" + there + ", here " + here + ")");
        }
    }
}
