package io.ovoscope.agent.snapshot;

import io.ovoscope.wire.Emergence;
import io.ovoscope.wire.Finding;
import io.ovoscope.wire.OnlineEmergence;
import io.ovoscope.wire.Regression;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How far apart snapshots are due where the findings of their own run say that curves move: each task that is emerging, and each that has
 * an open regression, halves the distance, down to a least one.
 *
 * <p>A task is emerging for as many as {@code 2 × every} steps after the step that an emergence's newest record names: the largest
 * accuracy so far ({@link Emergence#bestStep}), or the confirmation ({@link OnlineEmergence#confirmedStep}). Training that goes on
 * without further findings thus finds its old pace again.
 *
 * <p>Told from any thread; asked on the training thread, where it costs a division.
 */
public final class FollowedFindings {
    private static final int STILL_EMERGING = 2;

    private final long every;
    private final long least;
    /** By task, the step up to which it emerges. */
    private final Map<String, Long> emerging = new ConcurrentHashMap<>();
    /** By the finding's id; the value is of no meaning. */
    private final Map<String, Long> open = new ConcurrentHashMap<>();

    private volatile long spacing;
    private volatile long calmFrom = Long.MAX_VALUE;

    /**
     * With nothing told.
     *
     * @param every distance while nothing moves, in steps
     * @param least distance at the least, in steps; 0 or {@code every} where findings change nothing
     */
    public FollowedFindings(long every, long least) {
        this.every = every;
        this.least = least == 0 ? every : least;
        this.spacing = every;
    }

    /** Whether findings are of any use here. */
    public boolean isOn() {
        return least < every;
    }

    /**
     * A record of the findings topic, of this run; a newer one of the same finding replaces it.
     *
     * @param step that training has reached
     */
    public synchronized void told(Finding finding, long step) {
        if (finding instanceof Emergence emergence) {
            emerges(emergence.task(), emergence.bestStep());
        } else if (finding instanceof OnlineEmergence emergence) {
            emerges(emergence.task(), emergence.confirmedStep());
        } else if (finding instanceof Regression regression) {
            if (regression.state() == Finding.State.OPEN) {
                open.put(regression.id(), step);
            } else {
                open.remove(regression.id());
            }
        }
        settle(step);
    }

    private void emerges(String task, long at) {
        emerging.merge(task, at + STILL_EMERGING * every, Math::max);
    }

    /** Distance of snapshots at a step that training has reached, in steps. */
    public long spacing(long step) {
        if (step >= calmFrom) {
            settle(step);
        }
        return spacing;
    }

    private synchronized void settle(long step) {
        emerging.values().removeIf(until -> until <= step);
        calmFrom = emerging.values().stream().mapToLong(Long::longValue).min().orElse(Long.MAX_VALUE);
        long halved = every;
        for (int moves = emerging.size() + open.size(); moves > 0 && halved > least; moves--) {
            halved = Math.max(least, halved / 2);
        }
        spacing = halved;
    }
}
