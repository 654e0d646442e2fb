package io.ovoscope.launcher.exchange;

import io.ovoscope.collector.topics.KafkaSettings;
import io.ovoscope.wire.CurvePoint;
import io.ovoscope.wire.CurveRecord;
import io.ovoscope.wire.RecordKey;
import io.ovoscope.wire.RunManifest;
import io.ovoscope.wire.Topic;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/**
 * Brings the records of an imported run into the topics: those that are not there. What is there stays: a file that has grown adds
 * to its run, and one that contradicts it is refused.
 */
public final class RunImport {
    private static final int MOST_SHOWN = 5;

    private final KafkaSettings kafka;
    private final Producer<String, byte[]> producer;
    private final List<Future<RecordMetadata>> sent = new ArrayList<>();

    /** Writes with the caller's producer. */
    public RunImport(KafkaSettings kafka, Producer<String, byte[]> producer) {
        this.kafka = kafka;
        this.producer = producer;
    }

    /**
     * What was written.
     *
     * @param manifest whether the run is new, or its tasks, layers or model are other ones
     * @param points that were not there
     */
    public record Written(boolean manifest, int points) {
        public boolean isNothing() {
            return !manifest && points == 0;
        }
    }

    /** The file cannot become this run; the message says why and what to do. */
    public static final class RefusedException extends Exception {
        private static final long serialVersionUID = 1L;

        RefusedException(String message) {
            super(message);
        }
    }

    /**
     * Imports a run; repeating it, also after a failure, ends in the same.
     *
     * @param there what the topics hold under its name
     * @throws RefusedException where a trained run has the name, or the run that is there says something else; nothing is written
     * @throws IOException where the broker refuses, after which some of it may be written
     */
    public Written bring(ImportedRun run, RunRecords there) throws RefusedException, IOException, InterruptedException {
        requireImported(run.manifest().run(), there);
        Map<String, CurvePoint> fresh = fresh(run, there);
        boolean manifest = !there.manifest().map(run.manifest()::equals).orElse(false);
        if (manifest) {
            send(
                    Topic.RUNS,
                    0,
                    RecordKey.run(run.manifest().run()),
                    run.manifest().write());
            await();
        }
        reopen(run.manifest(), fresh, there);
        fresh.forEach((key, point) -> send(Topic.CURVES, home(run.manifest()), key, point.write()));
        await();
        return new Written(manifest, fresh.size());
    }

    private static void requireImported(String run, RunRecords there) throws RefusedException {
        boolean isTrained = !there.isEmpty()
                && !there.manifest().map(RunManifest::isImported).orElse(false);
        if (isTrained) {
            throw new RefusedException("run '" + run + "' was trained, not imported: import under another name");
        }
    }

    private static Map<String, CurvePoint> fresh(ImportedRun run, RunRecords there) throws RefusedException {
        Map<String, CurvePoint> fresh = new LinkedHashMap<>();
        List<String> contradictions = new ArrayList<>();
        Map<String, CurveRecord> standing = there.curves();
        for (CurvePoint point : run.points()) {
            CurveRecord before = standing.get(point.key());
            if (before == null || (before instanceof CurvePoint old && ImportedRun.isNotThere(old))) {
                if (!point.equals(before)) {
                    fresh.put(point.key(), point);
                }
            } else if (!point.equals(before)) {
                contradictions.add(name(point));
            }
        }
        Set<String> keys =
                new TreeSet<>(run.points().stream().map(CurvePoint::key).toList());
        for (CurvePoint old : there.points()) {
            if (!ImportedRun.isNotThere(old) && !keys.contains(old.key())) {
                contradictions.add(name(old));
            }
        }
        refuse(run.manifest().run(), contradictions);
        return fresh;
    }

    private static void refuse(String run, List<String> contradictions) throws RefusedException {
        if (contradictions.isEmpty()) {
            return;
        }
        List<String> shown = contradictions.subList(0, Math.min(MOST_SHOWN, contradictions.size()));
        String more =
                contradictions.size() > MOST_SHOWN ? " and " + (contradictions.size() - MOST_SHOWN) + " more" : "";
        throw new RefusedException("run '" + run + "' is there and says something else than the file at "
                + String.join("; ", shown) + more + ": delete it first with `ovoscope runs delete`, or import under"
                + " another name");
    }

    private static String name(CurvePoint point) {
        return "task " + point.task() + ", layer " + point.layer() + ", step " + point.step();
    }

    /** Steps that were closed are closed anew, so that findings take notice of what they lacked. */
    private void reopen(RunManifest run, Map<String, CurvePoint> fresh, RunRecords there) {
        Set<Long> steps = new TreeSet<>(there.closedSteps());
        steps.retainAll(fresh.values().stream().map(CurvePoint::step).toList());
        steps.forEach(step -> send(Topic.CURVES, home(run), RecordKey.closed(run.run(), step), null));
    }

    /** All of a run lies where its name does: docs/wire-format.md, placement. */
    private int home(RunManifest run) {
        byte[] placedBy = RecordKey.run(run.run()).getBytes(StandardCharsets.UTF_8);
        return Utils.toPositive(Utils.murmur2(placedBy))
                % producer.partitionsFor(kafka.name(Topic.CURVES)).size();
    }

    private void send(Topic topic, int partition, String key, byte @Nullable [] value) {
        sent.add(producer.send(new ProducerRecord<>(kafka.name(topic), partition, key, value)));
    }

    private void await() throws IOException, InterruptedException {
        producer.flush();
        for (Future<RecordMetadata> record : sent) {
            try {
                record.get();
            } catch (ExecutionException e) {
                throw new IOException("cannot write to " + kafka + ": " + e.getCause(), e.getCause());
            }
        }
        sent.clear();
    }
}
