package io.ovoscope.collector.watch;

import io.ovoscope.wire.Emergence;
import io.ovoscope.wire.EmergenceOrder;
import io.ovoscope.wire.Finding;
import io.ovoscope.wire.RecordKey;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the findings topic holds, and what is on its way there: says what is new. Thread-safe, since the topic is read on a thread of
 * its own.
 */
final class FindingsBook {
    private static final Logger log = LoggerFactory.getLogger(FindingsBook.class);

    private final AtomicLong failedLooks = new AtomicLong();
    /** By less than this the bounds of Kendall's τ move with every snapshot. */
    private static final double TAU_WOBBLE = 0.1;

    private final Map<String, Finding> held = new TreeMap<>();
    private final Map<String, Optional<Finding>> underWay = new LinkedHashMap<>();

    /**
     * A record to write.
     *
     * @param finding empty for a tombstone
     */
    record Entry(String key, Optional<Finding> finding) {}

    /** Takes what was read from the topic; null where it was deleted. */
    synchronized void read(String key, @Nullable Finding finding) {
        if (finding == null) {
            held.remove(key);
        } else {
            held.put(key, finding);
        }
        Optional<Finding> sent = underWay.get(key);
        if (sent != null && sent.equals(Optional.ofNullable(finding))) {
            underWay.remove(key);
        }
    }

    /** A run's curves could not be looked at: its findings stay as they are until something new of it comes. */
    void failedToLook(String run, RuntimeException failure) {
        failedLooks.incrementAndGet();
        log.error("the findings of run '{}' cannot be brought up to date; they stay as they are", run, failure);
    }

    /** How often a run's curves could not be looked at. */
    long failedLooks() {
        return failedLooks.get();
    }

    /** What could not be written is to be written again. */
    synchronized void failed(Entry entry) {
        underWay.remove(entry.key(), entry.finding());
    }

    /**
     * What has to be written so that the topic says of a run what is now found, in order; it counts as written from here on. A
     * finding that differs only in how far the run has been watched, and in bounds that move with every snapshot, is left as it stands.
     * One that moves to an earlier time, opens again, or now rests on another attempt is deleted first, because in InfluxDB the latest of
     * a finding's points is the one that stands, and a field that is written no more stays.
     */
    synchronized List<Entry> revise(String run, List<Finding> found) {
        List<Entry> entries = new ArrayList<>();
        Map<String, Finding> standing = standing(run);
        for (Finding finding : found) {
            Finding before = standing.remove(finding.key());
            if (before != null && leavesSomethingBehind(before, finding)) {
                entries.add(new Entry(finding.key(), Optional.empty()));
            }
            if (before == null || !saysTheSame(before, finding)) {
                entries.add(new Entry(finding.key(), Optional.of(finding)));
            }
        }
        standing.keySet().forEach(key -> entries.add(new Entry(key, Optional.empty())));
        entries.forEach(entry -> underWay.put(entry.key(), entry.finding()));
        return entries;
    }

    private Map<String, Finding> standing(String run) {
        Map<String, Finding> standing = new TreeMap<>();
        held.values().stream()
                .filter(finding -> finding.run().equals(run))
                .forEach(finding -> standing.put(finding.key(), finding));
        underWay.forEach((key, finding) -> {
            if (RecordKey.runOf(key).filter(run::equals).isPresent()) {
                finding.ifPresentOrElse(sent -> standing.put(key, sent), () -> standing.remove(key));
            }
        });
        return standing;
    }

    private static boolean leavesSomethingBehind(Finding before, Finding now) {
        boolean reopens = before.state() == Finding.State.CLOSED && now.state() == Finding.State.OPEN;
        return reopens || now.at().isBefore(before.at()) || now.attempt() != before.attempt();
    }

    private static boolean saysTheSame(Finding before, Finding now) {
        if (before instanceof Emergence a && now instanceof Emergence b) {
            return timeless(a).equals(timeless(b));
        }
        if (before instanceof EmergenceOrder a && now instanceof EmergenceOrder b) {
            return withoutBounds(a).equals(withoutBounds(b))
                    && isNear(a.lower(), b.lower())
                    && isNear(a.upper(), b.upper());
        }
        return before.equals(now);
    }

    private static boolean isNear(@Nullable Double a, @Nullable Double b) {
        return (a == null || b == null) ? Objects.equals(a, b) : Math.abs(a - b) < TAU_WOBBLE;
    }

    private static EmergenceOrder withoutBounds(EmergenceOrder o) {
        return new EmergenceOrder(
                o.run(), o.attempt(), o.at(), o.groups(), o.reference(), o.compared(), o.tau(), null, null);
    }

    /** Without what changes with every snapshot that is watched. */
    private static Emergence timeless(Emergence e) {
        return new Emergence(
                e.run(),
                e.attempt(),
                e.task(),
                e.level(),
                e.layer(),
                e.layerName(),
                e.quantile(),
                e.afterStep(),
                e.byStep(),
                e.setAfterStep(),
                e.setByStep(),
                e.at(),
                e.first(),
                e.best(),
                e.bestStep(),
                0,
                0,
                e.n());
    }
}
