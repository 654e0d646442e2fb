package io.ovoscope.agent.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A process that is killed at any moment leaves checkpoints that are complete, and the next one of the run goes on with them. */
@Timeout(300)
class CheckpointStoreKilledIT {
    private static final int ROUNDS = 6;
    private static final int TOLD = 4;

    @TempDir
    private Path directory;

    private final Random random = new Random(11);

    @Test
    void checkpointsAreCompleteOrAbsentHoweverTheProcessEnds() throws Exception {
        long last = 0;
        int unfinished = 0;
        for (int round = 0; round < ROUNDS; round++) {
            last = writeAndKill(last);
            List<StoredCheckpoint> found = CheckpointFolder.list(directory);
            // At most one is there too many: its writer had no time to make room.
            assertThat(found).hasSizeBetween(1, 6);
            for (StoredCheckpoint each : found) {
                each.requireIntact();
                MultiLayerNetwork restored =
                        ModelSerializer.restoreMultiLayerNetwork(each.file().toFile());
                long step = each.description().step();
                assertThat(restored.getIterationCount()).isEqualTo((int) step);
                assertThat(restored.params().minNumber().longValue()).isEqualTo(step);
                assertThat(restored.params().maxNumber().longValue()).isEqualTo(step);
            }
            long newest = found.get(found.size() - 1).description().step();
            assertThat(newest).as("whatever was told of stays").isGreaterThanOrEqualTo(last);
            assertThat(found.get(found.size() - 1).description().attempt()).isEqualTo(round + 1);
            last = newest;
            unfinished += unfinished();
        }
        assertThat(unfinished).as("kills in the middle of writing").isPositive();
    }

    private Process writer(long after) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        EndlessWriter.class.getName(),
                        directory.toString(),
                        Long.toString(after))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static BufferedReader linesOf(Process writer) {
        return new BufferedReader(new InputStreamReader(writer.getInputStream(), StandardCharsets.UTF_8));
    }

    @Test
    void agentInAnotherProcessIsRefusedUntilTheFirstHasEnded() throws Exception {
        Process writer = writer(0);
        try (BufferedReader told = linesOf(writer);
                StoreFixture second = StoreFixture.in(directory, "killed")) {
            String line = told.readLine();
            while (line != null && !line.startsWith("TOLD ")) {
                line = told.readLine();
            }
            second.keep(1);
            assertThat(second.counters.metrics().failed())
                    .containsExactlyEntriesOf(Map.of(CheckpointFailure.DIRECTORY_IN_USE, 1L));
            assertThat(second.news).isEmpty();
            writer.toHandle().destroyForcibly();
            writer.waitFor();
            second.keep(1_000_000);
            assertThat(second.lastNews().checkpoints())
                    .last()
                    .satisfies(kept -> assertThat(kept.step()).isEqualTo(1_000_000));
        } finally {
            writer.destroyForcibly();
        }
    }

    /** Returns the newest step that the process told of. */
    private long writeAndKill(long after) throws IOException, InterruptedException {
        Process writer = writer(after);
        long newest = after;
        try (BufferedReader told = linesOf(writer)) {
            int count = 0;
            for (String line = told.readLine(); line != null; line = told.readLine()) {
                if (line.startsWith("TOLD ")) {
                    newest = Long.parseLong(line.substring("TOLD ".length()));
                    count++;
                }
                if (count == TOLD && writer.isAlive()) {
                    Thread.sleep(random.nextInt(40));
                    // By its handle: what it has said so far can still be read.
                    writer.toHandle().destroyForcibly();
                }
            }
        } finally {
            writer.destroyForcibly().waitFor();
        }
        return newest;
    }

    private int unfinished() throws IOException {
        try (Stream<Path> files = Files.list(directory.resolve("killed"))) {
            return (int) files.filter(file -> file.toString().endsWith(CheckpointNames.TEMPORARY))
                    .count();
        }
    }
}
