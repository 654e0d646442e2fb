package io.ovoscope.collector.score;

import io.ovoscope.collector.topics.KafkaSettings;
import io.ovoscope.wire.CurvePoint;
import io.ovoscope.wire.Evidence;
import io.ovoscope.wire.Figures;
import io.ovoscope.wire.LayerSample;
import io.ovoscope.wire.ProbeWeights;
import io.ovoscope.wire.RecordKey;
import io.ovoscope.wire.Topic;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** Sends results to the curves topic, all of a run to one partition, and to the topic of probe states. */
final class KafkaDelivery implements Delivery {
    private static final Logger log = LoggerFactory.getLogger(KafkaDelivery.class);
    /** What the default settings of a topic take, less room for a header and the control's weights. */
    private static final int MAX_STATE_BYTES = 900_000;

    private final Producer<String, byte[]> producer;
    private final String curves;
    private final String probes;
    private final ScoreCounters counters;

    KafkaDelivery(Producer<String, byte[]> producer, KafkaSettings kafka, ScoreCounters counters) {
        this.producer = producer;
        this.counters = counters;
        this.curves = kafka.name(Topic.CURVES);
        this.probes = kafka.name(Topic.PROBES);
    }

    @Override
    public void deliver(int partition, LayerResult result) throws DeliveryException, InterruptedException {
        try {
            List<Outgoing> points = new ArrayList<>();
            for (CurvePoint point : result.points()) {
                int home = partitionOf(point.run());
                points.add(new Outgoing(
                        new ProducerRecord<>(curves, home, point.key(), point.write()),
                        () -> new ProducerRecord<>(
                                curves, home, point.key(), tooLarge(point).write())));
            }
            send(points);
            int home = partition % partitions(probes);
            List<Outgoing> states = new ArrayList<>();
            for (ProbeWeights state : result.states()) {
                states.add(new Outgoing(
                        new ProducerRecord<>(
                                probes, home, state.key(), sendable(state).write()),
                        () -> new ProducerRecord<>(
                                probes,
                                home,
                                state.key(),
                                state.keeping(false, false).write())));
            }
            for (LayerSample sample : result.samples()) {
                for (LayerSample part : SampleParts.split(sample, MAX_STATE_BYTES)) {
                    states.add(new Outgoing(new ProducerRecord<>(probes, home, part.key(), part.write()), null));
                }
            }
            send(states);
        } catch (KafkaException e) {
            throw new DeliveryException("cannot send to " + curves + " or " + probes, e);
        }
    }

    /**
     * A record to be sent.
     *
     * @param smaller what is sent instead where it is too large; null: nothing
     */
    private record Outgoing(
            ProducerRecord<String, byte[]> record, @Nullable Supplier<ProducerRecord<String, byte[]>> smaller) {}

    private void send(List<Outgoing> all) throws DeliveryException, InterruptedException {
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        for (Outgoing outgoing : all) {
            sent.add(producer.send(outgoing.record()));
        }
        for (int i = 0; i < sent.size(); i++) {
            if (!isTaken(sent.get(i))) {
                sendSmaller(all.get(i));
            }
        }
    }

    /** A record's size does not change by sending it again, so that is not done. */
    private void sendSmaller(Outgoing outgoing) throws DeliveryException, InterruptedException {
        ProducerRecord<String, byte[]> large = outgoing.record();
        counters.add(Counter.TOO_LARGE);
        Supplier<ProducerRecord<String, byte[]>> smaller = outgoing.smaller();
        boolean taken = smaller != null && isTaken(producer.send(smaller.get()));
        Level level = counters.get(Counter.TOO_LARGE) == 1 ? Level.WARN : Level.DEBUG;
        log.atLevel(level)
                .log(
                        "{} does not take '{}' of {} bytes (max.message.bytes); {} (further ones are counted in the health record)",
                        large.topic(),
                        large.key(),
                        large.value().length,
                        taken ? "sent without what makes it large" : "given up");
    }

    /**
     * Waits for the acknowledgement.
     *
     * @return false where the record is too large
     */
    private boolean isTaken(Future<RecordMetadata> sent) throws DeliveryException, InterruptedException {
        try {
            sent.get();
            return true;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RecordTooLargeException) {
                return false;
            }
            throw new DeliveryException("a record for " + curves + " or " + probes + " is not acknowledged", e);
        }
    }

    private int partitionOf(String run) {
        byte[] key = RecordKey.run(run).getBytes(StandardCharsets.UTF_8);
        return Utils.toPositive(Utils.murmur2(key)) % partitions(curves);
    }

    private int partitions(String topic) {
        return producer.partitionsFor(topic).size();
    }

    private CurvePoint tooLarge(CurvePoint point) {
        return new CurvePoint(
                point.run(),
                point.attempt(),
                point.task(),
                point.level(),
                point.source(),
                point.layer(),
                point.layerName(),
                point.step(),
                point.takenAt(),
                point.loss(),
                point.baseline(),
                new Evidence.Missing(
                        Evidence.Reason.NOT_PROBEABLE,
                        "the point is larger than topic " + curves + " takes (max.message.bytes)"),
                Figures.none(),
                null,
                point.replayed(),
                List.of(),
                point.lossNotFinite());
    }

    /** Weights that exceed a record stay behind: the next step then starts cold after a restart. */
    private static ProbeWeights sendable(ProbeWeights state) {
        long bytes = 4L * state.classes() * (state.width() + 1);
        boolean weightsFit = bytes <= MAX_STATE_BYTES;
        boolean bothFit = 2 * bytes <= MAX_STATE_BYTES;
        return state.keeping(weightsFit, bothFit);
    }
}
