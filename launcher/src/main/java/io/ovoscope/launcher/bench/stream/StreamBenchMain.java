package io.ovoscope.launcher.bench.stream;

import io.ovoscope.agent.send.SendFailure;
import io.ovoscope.collector.topics.KafkaSettings;
import io.ovoscope.launcher.bench.BenchEvent;
import io.ovoscope.launcher.bench.stream.StreamResult.Round;
import io.ovoscope.launcher.process.ChildJvm;
import io.ovoscope.launcher.process.ParentWatch;
import io.ovoscope.wire.Topic;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;

/** The process that sends and receives: one lane at a time, the order of counterparts changing from round to round. */
public final class StreamBenchMain {
    /** Partitions of the topics that it sends to. */
    static final int PARTITIONS = 4;
    /** Topic of the plain producer. */
    static final String PLAIN_TOPIC = "bench.plain";

    private static final Duration GRACE = Duration.ofSeconds(5);
    private static final int HEAP_MEBIBYTES = 3072;
    private static final double NANOS = 1e9;

    private final StreamOrder order;
    private final Consumer<BenchEvent> told;
    private final long begun = System.nanoTime();

    private StreamBenchMain(StreamOrder order, Consumer<BenchEvent> told) {
        this.order = order;
        this.told = told;
    }

    static ChildJvm child(StreamOrder order, Path log) {
        return ChildJvm.job("bench-stream", StreamBenchMain.class, log)
                .withArguments(List.of(order.text()))
                .withHeapMebibytes(HEAP_MEBIBYTES)
                // As the collector's program has it.
                .withJvmOptions("-XX:+UseSerialGC", "-XX:PretenureSizeThreshold=1m")
                .withSystemProperty("org.slf4j.simpleLogger.defaultLogLevel", "warn");
    }

    /** Does what the one argument, a {@link StreamOrder} as JSON, says. */
    public static void main(String[] arguments) {
        ParentWatch.start(() -> System.exit(0), GRACE);
        PrintStream events = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        System.setOut(System.err);
        try {
            StreamOrder order = StreamOrder.parse(arguments[0]);
            StreamResult result = new StreamBenchMain(order, event -> events.println(event.line())).run();
            StreamOrder.MAPPER.writeValue(Path.of(order.result()).toFile(), result);
            System.exit(0);
        } catch (IOException | InterruptedException | ExecutionException | SendFailure | RuntimeException e) {
            e.printStackTrace();
            System.exit(1);
        }
    }

    private StreamResult run() throws InterruptedException, ExecutionException, SendFailure {
        KafkaSettings kafka = KafkaSettings.plain(order.bootstrapServers());
        try (AgentLane agent = new AgentLane(order.shape(), order.bootstrapServers());
                ProducerLane producer = new ProducerLane(kafka, PLAIN_TOPIC, PARTITIONS, agent);
                ConsumerLane consumer = new ConsumerLane(kafka, kafka.name(Topic.ACTIVATIONS), PARTITIONS);
                CollectorLane collector = new CollectorLane(kafka)) {
            Lanes lanes = new Lanes(agent, producer, consumer, collector);
            List<Round> rounds = new ArrayList<>();
            for (int round = 0; round <= order.rounds(); round++) {
                tell(round);
                Round rates = round(lanes, round % 2 == 1);
                if (round > 0) {
                    rounds.add(rates);
                }
            }
            return new StreamResult(order.shape(), producer.bytes(), producer.records(), rounds);
        }
    }

    private record Lanes(AgentLane agent, ProducerLane producer, ConsumerLane consumer, CollectorLane collector) {}

    private Round round(Lanes lanes, boolean plainFirst) throws InterruptedException, ExecutionException, SendFailure {
        double producer = plainFirst ? produce(lanes) : 0;
        long begin = System.nanoTime();
        double agent = lanes.agent().send() * NANOS / (System.nanoTime() - begin);
        producer = plainFirst ? producer : produce(lanes);
        double consumer = plainFirst ? consume(lanes) : 0;
        double collector = lanes.collector()
                .assemble(
                        lanes.producer().records(),
                        lanes.producer().bytes(),
                        order.shape().layers());
        consumer = plainFirst ? consumer : consume(lanes);
        return new Round(producer, agent, consumer, collector);
    }

    private static double produce(Lanes lanes) throws InterruptedException, ExecutionException {
        long begin = System.nanoTime();
        lanes.producer().send();
        return lanes.producer().bytes() * NANOS / (System.nanoTime() - begin);
    }

    private static double consume(Lanes lanes) {
        return lanes.consumer().read(lanes.producer().records());
    }

    private void tell(int round) {
        double taken = (System.nanoTime() - begun) / NANOS;
        int total = order.rounds() + 1;
        told.accept(new BenchEvent.Working(
                round == 0 ? "warming up" : "round " + round + " of " + order.rounds(),
                round,
                total,
                taken,
                round == 0 ? Double.NaN : taken / round * (total - round)));
    }
}
