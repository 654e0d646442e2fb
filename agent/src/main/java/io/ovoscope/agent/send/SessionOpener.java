package io.ovoscope.agent.send;

import io.ovoscope.wire.ProbeSetCodec;
import io.ovoscope.wire.RecordKey;
import io.ovoscope.wire.RunManifest;
import io.ovoscope.wire.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens sessions, one after the other, for the one run of this agent. */
final class SessionOpener {
    private static final Logger log = LoggerFactory.getLogger(SessionOpener.class);

    private final KafkaTarget target;
    private final SendSettings settings;
    private final KafkaClients clients;
    private final TopicCheck topics;
    private final RunEntry entry;
    private RunAnnouncement announcement;
    private boolean announced;

    SessionOpener(
            KafkaTarget target,
            SendSettings settings,
            KafkaClients clients,
            RunAnnouncement announcement,
            RunEntry entry) {
        this.target = target;
        this.settings = settings;
        this.clients = clients;
        this.announcement = announcement;
        this.entry = entry;
        this.topics = new TopicCheck(target, announcement);
    }

    /**
     * Checks the topics, settles the attempt, announces the run and readies the producer: in this order, so that an agent that is
     * fenced finds the manifest of the one that fenced it.
     */
    KafkaSession open() throws SendFailure {
        try {
            return tryToOpen();
        } catch (SendFailure e) {
            throw e.reason() == DropReason.TIMEOUT
                    ? new SendFailure(
                            DropReason.BROKER_UNREACHABLE,
                            "no broker answers at " + target.bootstrapServers() + " (" + e.getMessage() + ")",
                            null)
                    : e;
        }
    }

    private KafkaSession tryToOpen() throws SendFailure {
        Partitions partitions;
        int curves;
        try (Admin admin = clients.admin()) {
            partitions = topics.check(admin);
            curves = topics.curves(admin);
        } catch (RuntimeException e) {
            throw KafkaFailures.of("asking " + target + " for its topics", e);
        }
        boolean joined = settleAttempt();
        @Nullable KafkaProducer<String, byte[]> announcer = null;
        @Nullable KafkaProducer<String, byte[]> producer = null;
        boolean open = false;
        try {
            announcer = clients.announcer();
            if (!joined) {
                announce(announcer);
            }
            producer = clients.transactionalProducer();
            producer.initTransactions();
            open = true;
            return new KafkaSession(producer, announcer, announcement.manifest().attempt(), partitions, curves);
        } catch (RuntimeException e) {
            throw KafkaFailures.of("opening the way to " + target, e);
        } finally {
            if (!open) {
                KafkaClients.close(announcer, Duration.ZERO);
                KafkaClients.close(producer, Duration.ZERO);
            }
        }
    }

    /** Returns whether the run is there and is joined as it is. */
    private boolean settleAttempt() throws SendFailure {
        RunManifest ours = announcement.manifest();
        Optional<RunManifest> found;
        try (KafkaConsumer<String, byte[]> consumer = clients.consumer()) {
            found = RunRegister.read(consumer, target, ours.run(), Duration.ofMillis(settings.sendTimeoutMillis()));
        } catch (RuntimeException e) {
            throw KafkaFailures.of("reading the manifests of " + target, e);
        }
        boolean joins = entry == RunEntry.JOINS && found.isPresent();
        RunManifest settled = joins ? RunRegister.join(ours, found.get()) : RunRegister.settle(ours, announced, found);
        announcement = new RunAnnouncement(settled, announcement.probeSet());
        return joins;
    }

    private void announce(KafkaProducer<String, byte[]> producer) throws SendFailure {
        RunManifest manifest = announcement.manifest();
        List<byte[]> parts = ProbeSetCodec.write(announcement.probeSet(), settings.partBytes());
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        for (int part = 0; part < parts.size(); part++) {
            String key = RecordKey.probeSetPart(manifest.probeSet(), part);
            sent.add(producer.send(new ProducerRecord<>(target.topic(Topic.PROBE_SETS), key, parts.get(part))));
        }
        await(sent);
        await(List.of(producer.send(
                new ProducerRecord<>(target.topic(Topic.RUNS), RecordKey.run(manifest.run()), manifest.write()))));
        if (!announced) {
            log.info("run {} (attempt {}) announced on {}", manifest.run(), manifest.attempt(), target);
        }
        announced = true;
    }

    private void await(List<Future<RecordMetadata>> sent) throws SendFailure {
        try {
            for (Future<RecordMetadata> each : sent) {
                each.get(settings.sendTimeoutMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (ExecutionException | TimeoutException | InterruptedException e) {
            throw KafkaFailures.of("announcing run " + announcement.run() + " on " + target, e);
        }
    }
}
