package io.ovoscope.collector.score;

import io.ovoscope.collector.catalog.RunCatalog;
import io.ovoscope.wire.ActivationPart;
import io.ovoscope.wire.Baseline;
import io.ovoscope.wire.FloatEncoding;
import io.ovoscope.wire.LabelSource;
import io.ovoscope.wire.LayerInfo;
import io.ovoscope.wire.Level;
import io.ovoscope.wire.ProbeSet;
import io.ovoscope.wire.RecordKey;
import io.ovoscope.wire.RunManifest;
import io.ovoscope.wire.TaskInfo;
import io.ovoscope.wire.TaskInput;
import io.ovoscope.wire.TaskLabels;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A small run, and the world around the score stage that tests can turn. */
final class Examples {
    static final String RUN = "r";
    static final int SENTENCES = 120;
    static final int WORDS = 5;
    static final int ROWS = SENTENCES * WORDS;
    static final int WIDTH = 4;
    static final int LAYERS = 3;
    static final String TOPIC = "ovoscope.activations";
    static final ProbeSet PROBE_SET = probeSet();

    private Examples() {}

    /** A token task, a sentence task, a task of one class and a pair task. */
    private static ProbeSet probeSet() {
        int[] heads = new int[ROWS];
        Arrays.fill(heads, ProbeSet.NO_HEAD);
        return new ProbeSet(
                new ProbeSet.Words(
                        IntStream.range(0, ROWS).map(row -> row / WORDS).toArray(),
                        IntStream.range(0, ROWS).map(row -> row * 7 % 31).toArray(),
                        new int[ROWS],
                        heads),
                new ProbeSet.Sentences(
                        new int[SENTENCES],
                        IntStream.range(0, SENTENCES)
                                .map(s -> s % 3 == 0 ? 2 : s % 6 == 1 ? 1 : 0)
                                .toArray(),
                        IntStream.range(0, SENTENCES).toArray()),
                List.of(
                        TaskLabels.ofTokens(
                                info("Tag", TaskInput.TOKEN),
                                IntStream.range(0, ROWS).map(Examples::tag).toArray()),
                        TaskLabels.ofSentences(
                                info("Kind", TaskInput.SENTENCE),
                                IntStream.range(0, SENTENCES).map(s -> s % 2).toArray()),
                        TaskLabels.ofTokens(info("Single", TaskInput.TOKEN), new int[ROWS]),
                        TaskLabels.ofPairs(info("Arc", TaskInput.PAIR), new int[] {0, 1, 1})));
    }

    static int tag(int row) {
        return row * 7 % 31 % 2;
    }

    private static TaskInfo info(String name, TaskInput input) {
        return new TaskInfo(name, Level.SYNTAX, input, LabelSource.GOLD, List.of("no", "yes"));
    }

    static RunManifest manifest(int attempt, Baseline baseline) {
        return new RunManifest(
                RUN,
                attempt,
                0,
                Instant.EPOCH,
                "model",
                1,
                IntStream.range(0, LAYERS)
                        .mapToObj(i -> new LayerInfo(i, "l" + i, WIDTH))
                        .toList(),
                PROBE_SET.fingerprint(),
                PROBE_SET.tasks().stream().map(TaskLabels::info).toList(),
                List.of(),
                "schedule",
                "encoder",
                "mean",
                FloatEncoding.F32,
                baseline,
                "0");
    }

    static ActivationPart.Header header(int attempt, int layer, long step) {
        return new ActivationPart.Header(
                RUN,
                attempt,
                step,
                layer,
                "l" + layer,
                Instant.EPOCH.plusSeconds(step),
                ROWS,
                PROBE_SET.fingerprint(),
                2.5);
    }

    /** Noise, and the tag in the first column, the clearer the later. */
    static float[] values(int layer, long step) {
        SplittableRandom random = new SplittableRandom(100L * layer + step);
        float[] values = new float[ROWS * WIDTH];
        for (int i = 0; i < values.length; i++) {
            int row = i / WIDTH;
            float signal = i % WIDTH == 0 ? tag(row) * 0.5f * step : 0;
            values[i] = (float) random.nextGaussian() + signal;
        }
        return values;
    }

    static List<ActivationPart> parts(ActivationPart.Header header, float[] values, int rowsPerPart) {
        List<ActivationPart> parts = new ArrayList<>();
        for (int first = 0; first < ROWS; first += rowsPerPart) {
            int count = Math.min(rowsPerPart, ROWS - first);
            parts.add(ActivationPart.of(header, values, WIDTH, first, count, FloatEncoding.F32));
        }
        return parts;
    }

    /** Three parts of a layer. */
    static List<ActivationPart> parts(int layer, long step) {
        return parts(header(1, layer, step), values(layer, step), ROWS / 3);
    }

    static ConsumerRecord<String, byte[]> record(int partition, long offset, ActivationPart part) {
        String key = RecordKey.layer(part.header().run(), part.header().layer());
        return new ConsumerRecord<>(TOPIC, partition, offset, key, part.write());
    }

    static LayerJob job(RunManifest manifest, int layer, long step, LayerJob.Content content) {
        return new LayerJob(header(manifest.attempt(), layer, step), manifest, PROBE_SET, content, List.of());
    }

    /** A catalogue that knows what it is told. */
    static final class FakeCatalog implements RunCatalog {
        final Map<String, RunManifest> manifests = new HashMap<>();
        final Map<String, ProbeSet> probeSets = new HashMap<>();
        final Map<String, Integer> deletions = new HashMap<>();
        final Set<String> deleted = new HashSet<>();
        final CompletableFuture<Void> readThrough = new CompletableFuture<>();

        static FakeCatalog knowingTheRun() {
            FakeCatalog catalog = new FakeCatalog();
            catalog.manifests.put(RUN, Examples.manifest(1, Baseline.UNTRAINED));
            catalog.probeSets.put(PROBE_SET.fingerprint(), PROBE_SET);
            return catalog;
        }

        @Override
        public Optional<RunManifest> manifest(String run) {
            return Optional.ofNullable(manifests.get(run));
        }

        @Override
        public boolean isDeleted(String run) {
            return deleted.contains(run);
        }

        @Override
        public int deletions(String run) {
            return deletions.getOrDefault(run, 0);
        }

        @Override
        public Optional<ProbeSet> probeSet(String fingerprint) {
            return Optional.ofNullable(probeSets.get(fingerprint));
        }

        @Override
        public List<RunManifest> runs() {
            return List.copyOf(manifests.values());
        }

        @Override
        public CompletionStage<Void> readThrough() {
            return readThrough;
        }
    }

    /** A clock that stands still until it is moved. */
    static final class MovableClock extends Clock {
        private Instant now = Instant.EPOCH;

        void forwardSeconds(long seconds) {
            now = now.plusSeconds(seconds);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
