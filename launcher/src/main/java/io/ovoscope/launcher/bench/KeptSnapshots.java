package io.ovoscope.launcher.bench;

import io.ovoscope.collector.topics.KafkaSettings;
import io.ovoscope.collector.topics.WholeTopics;
import io.ovoscope.wire.ActivationPart;
import io.ovoscope.wire.RecordKey;
import io.ovoscope.wire.RunManifest;
import io.ovoscope.wire.Topic;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * The activations of a run that its topic still holds. The topic is read twice, first for what is there and then for two
 * steps of it, so that no more than a record is ever in memory.
 */
final class KeptSnapshots {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private record Layer(long step, int layer) {}

    private final KafkaSettings kafka;
    private final RunManifest manifest;
    private final int rows;

    /** @param rows of a whole layer */
    KeptSnapshots(KafkaSettings kafka, RunManifest manifest, int rows) {
        this.kafka = kafka;
        this.manifest = manifest;
        this.rows = rows;
    }

    /** Steps of which every row of every layer is there. */
    SortedSet<Long> whole() throws InterruptedException, TimeoutException {
        Map<Layer, BitSet> seen = new HashMap<>();
        read(part -> seen.computeIfAbsent(layer(part), layer -> new BitSet())
                .set(part.firstRow(), part.firstRow() + part.rowCount()));
        SortedSet<Long> steps = new TreeSet<>();
        seen.keySet().forEach(layer -> steps.add(layer.step()));
        steps.removeIf(step -> manifest.layers().stream()
                .anyMatch(layer -> seen.getOrDefault(new Layer(step, layer.index()), new BitSet())
                                .cardinality()
                        < rows));
        return steps;
    }

    /** Writes the rows of some steps to a folder, each layer to its {@linkplain BenchCase#rowsFile file}. */
    void write(Set<Long> steps, Path folder) throws InterruptedException, TimeoutException, IOException {
        // Whoever reads a topic only logs what its reader throws.
        List<IOException> failures = new ArrayList<>();
        read(part -> {
            if (failures.isEmpty() && steps.contains(part.header().step())) {
                try {
                    append(part, folder);
                } catch (IOException e) {
                    failures.add(e);
                }
            }
        });
        if (!failures.isEmpty()) {
            throw failures.get(0);
        }
    }

    private void read(Consumer<ActivationPart> taker) throws InterruptedException, TimeoutException {
        WholeTopics.read(kafka, "ovoscope-bench-activations", List.of(Topic.ACTIVATIONS), PATIENCE, record -> {
            if (isOfRun(record)) {
                ActivationPart part = ActivationPart.read(ByteBuffer.wrap(record.value()));
                if (part.header().attempt() == manifest.attempt()
                        && part.header().probeSet().equals(manifest.probeSet())) {
                    taker.accept(part);
                }
            }
        });
    }

    private boolean isOfRun(ConsumerRecord<String, byte[]> record) {
        return record.value() != null && RecordKey.runOf(record.key()).equals(Optional.of(manifest.run()));
    }

    private static Layer layer(ActivationPart part) {
        return new Layer(part.header().step(), part.header().layer());
    }

    private static void append(ActivationPart part, Path folder) throws IOException {
        String name = BenchCase.rowsFile(
                BenchCase.WORDS, part.header().step(), part.header().layer());
        float[] values = part.activations().floats("activations");
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        try (FileChannel file =
                FileChannel.open(folder.resolve(name), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            long at = (long) part.firstRow() * part.width() * Float.BYTES;
            while (bytes.hasRemaining()) {
                at += file.write(bytes, at);
            }
        }
    }
}
