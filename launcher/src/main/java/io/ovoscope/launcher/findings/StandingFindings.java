package io.ovoscope.launcher.findings;

import io.ovoscope.collector.topics.KafkaSettings;
import io.ovoscope.collector.topics.WholeTopics;
import io.ovoscope.wire.Emergence;
import io.ovoscope.wire.Finding;
import io.ovoscope.wire.OnlineEmergence;
import io.ovoscope.wire.RecordKey;
import io.ovoscope.wire.Regression;
import io.ovoscope.wire.RunManifest;
import io.ovoscope.wire.Topic;
import io.ovoscope.wire.UnderPowered;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * What the topics say a run's findings are: the newest record of each.
 *
 * @param run its newest attempt
 * @param all open ones first, then closed ones, then notes; of equal state by kind, then by step, then by id
 */
public record StandingFindings(RunManifest run, List<Finding> all) {
    /** Whatever order they come in. */
    public StandingFindings {
        all = all.stream()
                .sorted(Comparator.comparingInt((Finding finding) -> urgency(finding.state()))
                        .thenComparing(FindingKind::of)
                        .thenComparing(Finding::at)
                        .thenComparing(Finding::id))
                .toList();
    }

    /**
     * Reads the topics as they are now.
     *
     * @return empty where there is no such run
     * @throws TimeoutException where the broker does not answer in time
     */
    public static Optional<StandingFindings> read(KafkaSettings kafka, String run, Duration atMost)
            throws InterruptedException, TimeoutException {
        Map<String, RunManifest> manifests = new ConcurrentHashMap<>();
        Map<String, Finding> standing = new ConcurrentHashMap<>();
        String runs = kafka.name(Topic.RUNS);
        WholeTopics.read(kafka, "ovoscope-findings", List.of(Topic.RUNS, Topic.FINDINGS), atMost, record -> {
            if (!isAbout(run, record)) {
                return;
            }
            byte[] value = record.value();
            if (record.topic().equals(runs)) {
                put(manifests, record.key(), value == null ? null : RunManifest.read(value));
            } else {
                put(standing, record.key(), value == null ? null : Finding.read(value));
            }
        });
        return manifests.values().stream()
                .findFirst()
                .map(found -> new StandingFindings(found, List.copyOf(standing.values())));
    }

    private static <T> void put(Map<String, T> map, String key, @Nullable T value) {
        if (value == null) {
            map.remove(key);
        } else {
            map.put(key, value);
        }
    }

    private static boolean isAbout(String run, ConsumerRecord<String, byte[]> record) {
        return record.key() != null && RecordKey.runOf(record.key()).equals(Optional.of(run));
    }

    private static int urgency(Finding.State state) {
        return switch (state) {
            case OPEN -> 0;
            case CLOSED -> 1;
            case NOTE -> 2;
        };
    }

    /** Those of one type, in order. */
    public <F extends Finding> List<F> of(Class<F> type) {
        return all.stream().filter(type::isInstance).map(type::cast).toList();
    }

    public List<Finding> open() {
        return all.stream()
                .filter(finding -> finding.state() == Finding.State.OPEN)
                .toList();
    }

    /** Without those of other tasks. What is about no task, as broken data is, stays: it concerns every task. */
    public StandingFindings ofTasks(Collection<String> tasks) {
        return only(finding -> task(finding).map(tasks::contains).orElse(finding.state() != Finding.State.NOTE));
    }

    public StandingFindings ofKinds(Collection<FindingKind> kinds) {
        return only(finding -> kinds.contains(FindingKind.of(finding)));
    }

    private StandingFindings only(Predicate<Finding> wanted) {
        return new StandingFindings(run, all.stream().filter(wanted).toList());
    }

    /** The task that a finding is about, where it is about one. */
    private static Optional<String> task(Finding finding) {
        return Stream.of(
                        finding instanceof Emergence found ? found.task() : "",
                        finding instanceof OnlineEmergence found ? found.task() : "",
                        finding instanceof Regression found ? found.task() : "",
                        finding instanceof UnderPowered found ? found.task() : "")
                .filter(name -> !name.isEmpty())
                .findFirst();
    }
}
