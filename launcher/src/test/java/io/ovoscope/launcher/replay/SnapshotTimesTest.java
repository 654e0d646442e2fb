package io.ovoscope.launcher.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.ovoscope.agent.replay.CheckpointFile;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SnapshotTimesTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    private static CheckpointFile file(long step, long seconds) {
        return CheckpointFile.of(Path.of("x.zip"), step, NOON.plusSeconds(seconds));
    }

    private static List<Instant> times(Map<Long, Instant> run, CheckpointFile... files) {
        return new SnapshotTimes(run)
                .in(List.of(files)).stream().map(CheckpointFile::takenAt).toList();
    }

    @Test
    void aFilesOwnTimeStandsWhereItFits() {
        Map<Long, Instant> run = Map.of(0L, NOON, 100L, NOON.plusSeconds(100));

        assertThat(times(run, file(50, 30), file(200, 500)))
                .containsExactly(NOON.plusSeconds(30), NOON.plusSeconds(500));
    }

    @Test
    void aStepThatTheRunHasKeepsItsTime() {
        assertThat(times(Map.of(50L, NOON), file(50, 30))).containsExactly(NOON);
    }

    @Test
    void aCopiedFileGetsATimeBetweenItsNeighbours() {
        Map<Long, Instant> run = Map.of(0L, NOON, 100L, NOON.plusSeconds(100));

        assertThat(times(run, file(25, 9_000))).containsExactly(NOON.plusSeconds(25));
        assertThat(times(Map.of(10L, NOON), file(5, 9_000), file(20, -9_000)))
                .containsExactly(NOON.minusMillis(1), NOON.plusMillis(1));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void timesRiseWithStepsAndNoTwoAreOne(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Map<Long, Instant> run = new HashMap<>();
        for (long step = 0; step < 1_000; step += 100) {
            run.put(step, NOON.plusSeconds(step));
        }
        CheckpointFile[] files = random.longs(200, 0, 2_000)
                .distinct()
                .mapToObj(step -> file(step, random.nextLong(-100, 3_000)))
                .toArray(CheckpointFile[]::new);

        TreeMap<Long, Instant> all = new TreeMap<>(run);
        new SnapshotTimes(run).in(List.of(files)).forEach(placed -> all.put(placed.step(), placed.takenAt()));

        assertThat(List.copyOf(all.values())).isSorted();
        assertThat(new HashSet<>(all.values())).hasSameSizeAs(all.values());
        run.forEach((step, time) -> assertThat(all).containsEntry(step, time));
    }
}
