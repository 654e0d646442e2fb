package io.ovoscope.launcher.findings;

import io.ovoscope.wire.BrokenData;
import io.ovoscope.wire.Finding;
import io.ovoscope.wire.Regression;
import java.util.List;

/** What a training pipeline may want to stop on: findings that are open. */
public enum FailOn {
    /** The model lost something it knew. */
    REGRESSION("regression"),
    /** A curve fell, but the probe rather than the model is to blame. */
    PROBE_SUSPECTED("probe-suspected"),
    /** Data of the run cannot be what they should be. */
    BROKEN_DATA("broken-data");

    private final String wireName;

    FailOn(String wireName) {
        this.wireName = wireName;
    }

    /** Those that are open, in order. */
    public List<Finding> open(StandingFindings findings) {
        return findings.open().stream().filter(this::isOne).toList();
    }

    private boolean isOne(Finding finding) {
        return switch (this) {
            case REGRESSION -> hasVerdict(finding, Regression.Verdict.MODEL_REGRESSED);
            case PROBE_SUSPECTED -> hasVerdict(finding, Regression.Verdict.PROBE_SUSPECTED);
            case BROKEN_DATA -> finding instanceof BrokenData;
        };
    }

    private static boolean hasVerdict(Finding finding, Regression.Verdict verdict) {
        return finding instanceof Regression regression && regression.verdict() == verdict;
    }

    /**
     * The one of that name.
     *
     * @throws IllegalArgumentException where there is none, naming those there are
     */
    public static FailOn named(String name) {
        return Names.find(values(), name);
    }

    @Override
    public String toString() {
        return wireName;
    }
}
