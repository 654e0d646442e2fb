package io.ovoscope.agent.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ovoscope.wire.KeptCheckpoint;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointStoreTest {
    @TempDir
    private Path directory;

    private List<Long> stepsOnDisk() throws IOException {
        return CheckpointFolder.list(directory).stream()
                .map(each -> each.description().step())
                .toList();
    }

    private static List<Long> stepsTold(StoreFixture store) {
        return store.lastNews().checkpoints().stream().map(KeptCheckpoint::step).toList();
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(directory.resolve("r7"))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    /** Fails once so many bytes of a file have been written, while it is told to. */
    private static final class FullDisk extends FilterOutputStream {
        private final AtomicBoolean full;
        private int left = 1000;

        FullDisk(OutputStream out, AtomicBoolean full) {
            super(out);
            this.full = full;
        }

        @Override
        public void write(byte[] bytes, int from, int count) throws IOException {
            left -= count;
            if (left < 0 && full.get()) {
                throw new IOException("No space left on device");
            }
            out.write(bytes, from, count);
        }
    }

    @Test
    void everyChangeIsTold() throws IOException {
        try (StoreFixture store = StoreFixture.in(directory, "r7")) {
            store.keep(0, 1, 2);
            assertThat(store.news).hasSize(3);
            assertThat(store.lastNews().run()).isEqualTo("r7");
            assertThat(store.lastNews().step()).isEqualTo(2);
            assertThat(stepsTold(store)).containsExactly(0L, 1L, 2L);
            KeptCheckpoint last = store.lastNews().checkpoints().get(2);
            assertThat(Path.of(last.path())).isAbsolute().hasSize(last.bytes());
            assertThat(last.takenAt()).isEqualTo(StoreFixture.START.plusSeconds(2));
        }
    }

    @Test
    void fullDiskLosesTheCheckpointWholeAndIsTriedAgain() throws IOException {
        AtomicBoolean full = new AtomicBoolean();
        try (StoreFixture store = new StoreFixture(
                StoreFixture.settings(directory),
                StoreFixture.manifest("r7", StoreFixture.START, 0),
                1,
                out -> new FullDisk(out, full))) {
            store.keep(0);
            full.set(true);
            store.keep(1, 2);
            assertThat(store.counters.metrics().failed())
                    .containsExactlyEntriesOf(Map.of(CheckpointFailure.DISK_FULL, 2L));
            assertThat(stepsOnDisk()).containsExactly(0L);
            assertThat(stepsTold(store)).containsExactly(0L);
            assertThat(files()).containsExactly(".lock", "r7.step-0000000000.json", "r7.step-0000000000.zip");
            full.set(false);
            store.keep(3);
            assertThat(stepsOnDisk()).containsExactly(0L, 3L);
            assertThat(stepsTold(store)).containsExactly(0L, 3L);
            assertThat(store.counters.metrics().written()).isEqualTo(2);
        }
    }

    @Test
    void directoryThatIsRemovedIsMadeAnew() throws IOException {
        try (StoreFixture store = StoreFixture.in(directory, "r7")) {
            store.keep(0, 1);
            delete(directory.resolve("r7"));
            store.keep(2);
            assertThat(store.counters.metrics().failed())
                    .containsExactlyEntriesOf(Map.of(CheckpointFailure.DIRECTORY_GONE, 1L));
            assertThat(stepsTold(store)).isEmpty();
            store.keep(3);
            assertThat(stepsOnDisk()).containsExactly(3L);
            assertThat(stepsTold(store)).containsExactly(3L);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }

    @Test
    void checkpointThatSomebodyTookAwayIsNotTold() throws IOException {
        try (StoreFixture store = StoreFixture.in(directory, "r7")) {
            store.keep(0, 1);
            Files.delete(directory.resolve("r7/r7.step-0000000000.zip"));
            store.keep(2);
            assertThat(stepsTold(store)).containsExactly(1L, 2L);
            assertThat(store.counters.metrics().kept()).isEqualTo(2);
        }
    }

    @Test
    void secondAgentOfTheRunIsRefusedUntilTheFirstHasEnded() throws IOException {
        StoreFixture first = StoreFixture.in(directory, "r7");
        try (StoreFixture second = StoreFixture.in(directory, "r7")) {
            first.keep(0);
            second.keep(0, 1);
            assertThat(second.counters.metrics().failed())
                    .containsExactlyEntriesOf(Map.of(CheckpointFailure.DIRECTORY_IN_USE, 2L));
            assertThat(second.news).isEmpty();
            assertThat(stepsOnDisk()).containsExactly(0L);
            first.keep(5);
            assertThat(stepsTold(first)).containsExactly(0L, 5L);
            first.close();
            second.keep(2);
            assertThat(stepsOnDisk()).containsExactly(0L, 2L, 5L);
        }
    }

    @Test
    void filesOfOtherRunsAndOfTheUserAreNeverTouched() throws IOException {
        Path theirs = directory.resolve("r7/notes.txt");
        try (StoreFixture other = StoreFixture.in(directory, "r70")) {
            other.keep(0, 1, 2, 3);
        }
        Files.createDirectories(theirs.getParent());
        Files.writeString(theirs, "mine");
        CheckpointSettings two = StoreFixture.settings(directory).withMaxCheckpoints(2, 1);
        try (StoreFixture store =
                new StoreFixture(two, StoreFixture.manifest("r7", StoreFixture.START, 0), 1, out -> out)) {
            store.keep(0, 10, 20, 30);
        }
        assertThat(stepsOnDisk()).containsExactly(0L, 30L, 0L, 1L, 2L, 3L);
        assertThat(theirs).hasContent("mine");
    }

    @Test
    void laterAttemptTakesOverWhatStandsAndRetiresTheRest() throws IOException {
        try (StoreFixture first = StoreFixture.in(directory, "r7")) {
            first.keep(0, 10, 20, 30);
        }
        CheckpointSettings four = StoreFixture.settings(directory).withMaxCheckpoints(4, 2);
        try (StoreFixture second = new StoreFixture(
                four, StoreFixture.manifest("r7", StoreFixture.START.plusSeconds(9), 10), 0, out -> out)) {
            second.keep(10);
            assertThat(stepsTold(second)).containsExactly(0L, 10L);
            assertThat(second.lastNews().attempt()).isEqualTo(2);
            assertThat(stepsOnDisk()).containsExactly(0L, 10L, 20L, 30L);
            // The retired ones make room, one by one, before any that stands.
            second.keep(15);
            assertThat(stepsOnDisk()).containsExactly(0L, 10L, 15L, 30L);
            second.keep(30);
            assertThat(stepsOnDisk()).containsExactly(0L, 10L, 15L, 30L);
            assertThat(stepsTold(second)).containsExactly(0L, 10L, 15L, 30L);
        }
        List<StoredCheckpoint> found = CheckpointFolder.list(directory);
        assertThat(found).extracting(each -> each.description().attempt()).containsExactly(1, 2, 2, 2);
        for (StoredCheckpoint each : found) {
            each.requireIntact();
        }
    }

    @Test
    void laterAttemptOnAMachineWhoseClockIsBehindIsTheLaterOneAllTheSame() throws IOException {
        try (StoreFixture first = StoreFixture.in(directory, "r7")) {
            first.keep(0, 10, 20);
        }
        try (StoreFixture second = new StoreFixture(
                StoreFixture.settings(directory),
                StoreFixture.manifest("r7", StoreFixture.START.minusSeconds(60), 10),
                0,
                out -> out)) {
            second.keep(10, 12);
            assertThat(stepsTold(second)).containsExactly(0L, 10L, 12L);
        }
        assertThat(CheckpointFolder.withoutRetired(CheckpointFolder.list(directory)))
                .extracting(each -> each.description().step())
                .containsExactly(0L, 10L, 12L);
    }

    @Test
    void attemptIsWhatTheBrokerSaysWhereItHasSpoken() throws IOException {
        try (StoreFixture store = new StoreFixture(
                StoreFixture.settings(directory), StoreFixture.manifest("r7", StoreFixture.START, 0), 5, out -> out)) {
            store.keep(1);
            assertThat(store.lastNews().attempt()).isEqualTo(5);
            assertThat(CheckpointFolder.list(directory).get(0).description().attempt())
                    .isEqualTo(5);
        }
    }

    @Test
    void numberAndBytesStayBoundedOverManyCheckpoints() throws IOException {
        CheckpointSettings few = StoreFixture.settings(directory).withMaxCheckpoints(12, 4);
        try (StoreFixture store =
                new StoreFixture(few, StoreFixture.manifest("r7", StoreFixture.START, 0), 1, out -> out)) {
            for (long step = 0; step < 150; step++) {
                store.keep(step);
                assertThat(store.counters.metrics().kept()).isLessThanOrEqualTo(12);
            }
            assertThat(files()).hasSize(2 * 12 + 1);
            assertThat(stepsOnDisk()).hasSize(12).startsWith(0L).endsWith(146L, 147L, 148L, 149L);
            assertThat(stepsTold(store)).isEqualTo(stepsOnDisk());
            assertThat(store.counters.metrics().failed()).isEmpty();
        }
    }

    @Test
    void tooLargeIsKnownBeforeAnythingIsWritten() throws IOException {
        CheckpointSettings small = StoreFixture.settings(directory).withMaxMebibytes(1);
        try (StoreFixture store =
                new StoreFixture(small, StoreFixture.manifest("r7", StoreFixture.START, 0), 1, out -> out)) {
            store.keepLarge(7, 1 << 18);
            assertThat(store.counters.metrics().failed())
                    .containsExactlyEntriesOf(Map.of(CheckpointFailure.TOO_LARGE, 1L));
            assertThat(files()).containsExactly(".lock");
        }
    }

    @Test
    void whatACrashLeftUnfinishedIsTidiedUp() throws IOException {
        try (StoreFixture store = StoreFixture.in(directory, "r7")) {
            store.keep(0);
        }
        Path folder = directory.resolve("r7");
        Files.writeString(folder.resolve("r7.step-0000000001.zip.tmp"), "half");
        Files.writeString(folder.resolve("r7.step-0000000001.zip"), "without its sidecar");
        Files.writeString(folder.resolve("r7.step-0000000002.json"), "{\"schema\":\"ovoscope.checkpoint/9\"}");
        try (StoreFixture store = StoreFixture.in(directory, "r7")) {
            store.keep(3);
            assertThat(stepsTold(store)).containsExactly(0L, 3L);
        }
        assertThat(files())
                .containsExactly(
                        ".lock",
                        "r7.step-0000000000.json",
                        "r7.step-0000000000.zip",
                        "r7.step-0000000002.json",
                        "r7.step-0000000003.json",
                        "r7.step-0000000003.zip");
        assertThatThrownBy(() -> CheckpointFolder.list(directory))
                .isInstanceOf(CheckpointFormatException.class)
                .hasMessageContaining("r7.step-0000000002.json: schema 'ovoscope.checkpoint/9': expecting");
    }

    @Test
    void alteredModelFileIsNamed() throws IOException {
        try (StoreFixture store = StoreFixture.in(directory, "r7")) {
            store.keep(4);
        }
        StoredCheckpoint stored = CheckpointFolder.list(directory).get(0);
        byte[] bytes = Files.readAllBytes(stored.file());
        bytes[bytes.length / 2] ^= 1;
        Files.write(stored.file(), bytes);
        assertThatThrownBy(stored::requireIntact)
                .isInstanceOf(CheckpointFormatException.class)
                .hasMessageContaining("r7.step-0000000004.zip: SHA-256 ")
                .hasMessageContaining("expecting " + stored.description().sha256());
    }

    @Test
    void sidecarHoldsWhatItWasGiven() throws IOException {
        try (StoreFixture store = StoreFixture.in(directory, "r7")) {
            store.keep(4);
            Checkpoint read = CheckpointFolder.list(directory).get(0).description();
            assertThat(read.manifest()).isEqualTo(store.manifest());
            assertThat(read.takenAt()).isEqualTo(StoreFixture.START.plusSeconds(4));
            assertThat(read.loss()).isEqualTo(2.5);
            assertThat(Checkpoint.read(read.write())).isEqualTo(read);
        }
    }

    @Test
    void deletingARunLeavesOtherRunsAndOtherFiles() throws IOException {
        for (String run : List.of("r7", "r8", "r9")) {
            try (StoreFixture store = StoreFixture.in(directory, run)) {
                store.keep(0, 1);
            }
        }
        Files.writeString(directory.resolve("r8/notes.txt"), "mine");
        assertThat(CheckpointFolder.deleteRun(directory, "r7")).isEqualTo(2);
        assertThat(CheckpointFolder.deleteRun(directory, "r8")).isEqualTo(2);
        assertThat(CheckpointFolder.deleteRun(directory, "never")).isZero();
        assertThat(directory.resolve("r7")).doesNotExist();
        assertThat(directory.resolve("r8/notes.txt")).exists();
        assertThat(CheckpointFolder.list(directory))
                .extracting(each -> each.description().run())
                .containsExactly("r9", "r9");
    }
}
