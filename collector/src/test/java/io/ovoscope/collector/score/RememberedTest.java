package io.ovoscope.collector.score;

import static org.assertj.core.api.Assertions.assertThat;

import io.ovoscope.wire.Baseline;
import io.ovoscope.wire.FloatEncoding;
import io.ovoscope.wire.LayerInfo;
import io.ovoscope.wire.RunManifest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** An attempt goes by nothing that it, or one before it, has retired. */
class RememberedTest {
    private static RunManifest began(long atStep) {
        return new RunManifest(
                "r",
                1,
                atStep,
                Instant.EPOCH.plusSeconds(atStep),
                "model",
                10,
                List.of(new LayerInfo(0, "x0", 1)),
                "set",
                List.of(),
                List.of(),
                "schedule",
                "encoder",
                "mean",
                FloatEncoding.F32,
                Baseline.UNTRAINED,
                "1");
    }

    private static Optional<Remembered.Sample> sample(int attempt, long step) {
        return Optional.of(new Remembered.Sample(attempt, step, "set", 1, new float[] {1}, null));
    }

    private static Remembered samples(long previous) {
        return new Remembered(Map.of(), sample(1, 0), sample(1, previous));
    }

    @Test
    void aRetiredSnapshotIsNotThePreviousOneEvenOfALaterStep() {
        RunManifest resumed = began(500).after(began(0));

        assertThat(samples(600).asOf(2, resumed).previous()).isEmpty();
        assertThat(samples(600).asOf(2, resumed).first()).isPresent();
        assertThat(samples(499).asOf(2, resumed).previous()).isPresent();
    }

    @Test
    void aLateSnapshotOfTheOldAttemptIsScoredAsIfNothingHadBeenRetired() {
        assertThat(samples(600).asOf(1, began(500).after(began(0))).previous()).isPresent();
    }

    @Test
    void nothingIsLeftWhereTheRunBeganAnew() {
        Remembered left = samples(600).asOf(2, began(0).after(began(0)));

        assertThat(left.first()).isEmpty();
        assertThat(left.previous()).isEmpty();
    }
}
