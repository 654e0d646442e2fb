package io.ovoscope.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.ovoscope.collector.Collector;
import io.ovoscope.collector.CollectorSettings;
import io.ovoscope.collector.CollectorSettings.PublishSettings;
import io.ovoscope.collector.StageName;
import io.ovoscope.collector.publish.InfluxSettings;
import io.ovoscope.collector.topics.KafkaSettings;
import io.ovoscope.collector.topics.TopicAdmin;
import io.ovoscope.collector.topics.TopicSizes;
import io.ovoscope.launcher.broker.BrokerMain;
import io.ovoscope.launcher.broker.BrokerSettings;
import io.ovoscope.launcher.process.Child;
import io.ovoscope.launcher.process.Children;
import io.ovoscope.launcher.process.EndingLimits;
import io.ovoscope.testkit.InfluxDaemon;
import io.ovoscope.testkit.LogLines;
import io.ovoscope.wire.Topic;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * InfluxDB away while points keep coming, Kafka killed and started meanwhile. Twelve seconds, or what the system property
 * {@code ovoscope.outage.seconds} says: {@code -Dit.test=OutageUnderLoadIT -Dtest.jvm.args=-Dovoscope.outage.seconds=60}.
 */
class OutageUnderLoadIT {
    private static final Logger LOG = LoggerFactory.getLogger(OutageUnderLoadIT.class);
    private static final int SECONDS = Integer.getInteger("ovoscope.outage.seconds", 12);
    private static final int PER_SECOND = 500;
    private static final int LAYERS = 13;
    private static final Duration START = Duration.ofSeconds(60);

    @TempDir
    private Path directory;

    private int sent;

    @Test
    void nothingIsLostOrDoubledAndTheLagRisesAndFalls() throws Exception {
        BrokerSettings broker = BrokerSettings.DEFAULT.withMinFreeDiskBytes(0).withPort(freePort());
        KafkaSettings kafka = KafkaSettings.plain("127.0.0.1:" + broker.port());
        try (InfluxDaemon influxd = InfluxDaemon.start(Files.createDirectory(directory.resolve("influx")));
                Children children = Children.supervise(EndingLimits.DEFAULT);
                Children second = Children.supervise(EndingLimits.DEFAULT);
                LogLines log = new LogLines()) {
            influxd.query("", "CREATE DATABASE probes");
            Child first = start(children, broker);
            TopicAdmin.ensure(kafka, TopicSizes.defaults());
            try (CurveTopics topics = new CurveTopics(kafka);
                    Collector collector = Collector.start(settings(kafka, influxd), Clock.systemUTC())) {
                load(topics, 3);
                CurveTopics.await(() -> count(influxd) > 0, true);
                influxd.kill();
                load(topics, SECONDS / 2);
                ProcessHandle.of(first.pid()).ifPresent(ProcessHandle::destroyForcibly);
                first.exit().get(10, TimeUnit.SECONDS);
                start(second, broker);
                load(topics, SECONDS - SECONDS / 2);
                topics.flush();
                long begun = System.nanoTime();
                influxd.startAgain();
                CurveTopics.await(() -> count(influxd), (long) sent);
                long recoveredMillis = (System.nanoTime() - begun) / 1_000_000;
                assertThat(stored(influxd)).containsExactlyInAnyOrderElementsOf(expected());
                assertThat(topics.records(Topic.DEAD_LETTERS)).isEmpty();
                List<Double> lag = lag(influxd);
                assertThat(collector.ended().toCompletableFuture()).isNotDone();
                assertThat(log.of("WARN", "InfluxDB at"))
                        .as("InfluxDB's outage")
                        .hasSizeLessThan(6);
                LOG.warn(
                        "InfluxDB away for {} s and more: {} points, all there {} ms after its start; lag up to {}; {} lines of log",
                        SECONDS,
                        sent,
                        recoveredMillis,
                        lag.stream().mapToDouble(Double::doubleValue).max().orElse(0),
                        log.count());
            }
        }
    }

    /** What the pipeline's health says once all is published: it has risen as the points came, and is nothing again. */
    private static List<Double> lag(InfluxDaemon influxd) throws Exception {
        CurveTopics.await(() -> last(lags(influxd)) < PER_SECOND, true);
        List<Double> lag = lags(influxd);
        double most = lag.stream().mapToDouble(Double::doubleValue).max().orElse(0);
        assertThat(most).isGreaterThan(.5 * SECONDS * PER_SECOND);
        int peak = lag.indexOf(most);
        assertThat(lag.subList(0, peak)).as("on the way up").anyMatch(value -> value > 0 && value < most / 2);
        return lag;
    }

    private static double last(List<Double> values) {
        return values.get(values.size() - 1);
    }

    private static List<Double> lags(InfluxDaemon influxd) throws Exception {
        return influxd.rows("probes", "SELECT \"lag.records\" FROM health WHERE stage = 'publish'").stream()
                .map(row -> Double.parseDouble(row.get(1)))
                .toList();
    }

    private void load(CurveTopics topics, int seconds) throws InterruptedException {
        for (int second = 0; second < seconds; second++) {
            for (int i = 0; i < PER_SECOND; i++, sent++) {
                topics.send(CurveTopics.point("demo", sent % LAYERS, sent, share(sent)));
            }
            Thread.sleep(1_000);
        }
    }

    private static double share(int step) {
        return step % 100 / 100.0;
    }

    private List<String> expected() {
        List<String> points = new ArrayList<>();
        for (int step = 0; step < sent; step++) {
            points.add(String.format("%02d %d %s", step % LAYERS, step, share(step)));
        }
        return points;
    }

    private static List<String> stored(InfluxDaemon influxd) throws Exception {
        return influxd.rows("probes", "SELECT step, accuracy FROM probe GROUP BY layer").stream()
                .map(row -> row.get(0) + " " + row.get(2) + " " + Double.parseDouble(row.get(3)))
                .toList();
    }

    private static long count(InfluxDaemon influxd) throws Exception {
        return influxd.rows("probes", "SELECT count(step) FROM probe").stream()
                .mapToLong(row -> Long.parseLong(row.get(1)))
                .sum();
    }

    private static CollectorSettings settings(KafkaSettings kafka, InfluxDaemon influxd) {
        CollectorSettings usual = CollectorSettings.defaults();
        return new CollectorSettings(
                List.of(StageName.PUBLISH),
                1,
                kafka,
                usual.topics(),
                usual.score(),
                usual.watch(),
                usual.alerts(),
                new PublishSettings(InfluxSettings.at(influxd.url(), "probes")),
                usual.view());
    }

    private Child start(Children children, BrokerSettings settings) throws Exception {
        Child broker = children.start(BrokerMain.child(directory.resolve("kafka"), settings), line -> {});
        broker.awaitReady(START);
        return broker;
    }

    private static int freePort() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
