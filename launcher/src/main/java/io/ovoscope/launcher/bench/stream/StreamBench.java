package io.ovoscope.launcher.bench.stream;

import io.ovoscope.collector.topics.KafkaSettings;
import io.ovoscope.collector.topics.TopicAdmin;
import io.ovoscope.collector.topics.TopicSizes;
import io.ovoscope.launcher.UserFacing;
import io.ovoscope.launcher.bench.ScratchFolder;
import io.ovoscope.launcher.bench.WorkingLines;
import io.ovoscope.launcher.broker.BrokerMain;
import io.ovoscope.launcher.broker.BrokerSettings;
import io.ovoscope.launcher.process.Child;
import io.ovoscope.launcher.process.ChildFailedException;
import io.ovoscope.launcher.process.Children;
import io.ovoscope.launcher.process.EndingLimits;
import io.ovoscope.launcher.terminal.Display;
import io.ovoscope.launcher.terminal.Terminal;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;

/** `ovoscope bench stream` from beginning to end: a broker, and a process that sends to it and receives from it. */
public final class StreamBench {
    private static final Duration START = Duration.ofSeconds(90);
    private static final int SEGMENT_MEBIBYTES = 64;
    /** Room for two snapshots and a bit in each partition, wherever the layers' keys put them. */
    private static final int ROOM = 2;

    private static final long MEBIBYTE = 1L << 20;

    private final Path scratchParent;
    private final Request request;
    private final Terminal terminal;
    private final PrintStream out;

    /**
     * What the user asked for.
     *
     * @param rounds of every lane
     * @param layers of a snapshot
     * @param width of each
     * @param rows of each, a multiple of 20
     * @param json where all figures are written
     */
    public record Request(int rounds, int layers, int width, int rows, Optional<Path> json) {
        public Request {
            if (rounds < 1) {
                throw new IllegalArgumentException("rounds " + rounds + ": expecting rounds >= 1");
            }
            new Shape(layers, width, rows);
        }

        Shape shape() {
            return new Shape(layers, width, rows);
        }
    }

    /** @param scratchParent folder that is there, for the broker's data while it lasts */
    public StreamBench(Path scratchParent, Request request, Terminal terminal, PrintStream out) {
        this.scratchParent = scratchParent;
        this.request = request;
        this.terminal = terminal;
        this.out = out;
    }

    /** Measures and prints; 0 whether or not targets are met. */
    public int run() throws UserFacing {
        try (ScratchFolder scratch = ScratchFolder.in(scratchParent);
                Children children = Children.supervise(EndingLimits.DEFAULT)) {
            requireDisk();
            Child broker = children.start(
                    BrokerMain.child(scratch.path().resolve("broker"), BrokerSettings.DEFAULT), line -> {});
            String bootstrap = broker.awaitReady(START);
            topics(KafkaSettings.plain(bootstrap));
            finish(measure(children, scratch.path(), bootstrap));
            return 0;
        } catch (ChildFailedException | KafkaException | ExecutionException e) {
            throw UserFacing.failure(e);
        } catch (IOException e) {
            throw UserFacing.failure("the benchmark cannot go on: " + e);
        } catch (InterruptedException e) {
            throw UserFacing.interrupted();
        }
    }

    private int mebibytesPerPartition() {
        Shape shape = request.shape();
        long snapshot = (long) shape.layers() * shape.width() * shape.rows() * Float.BYTES;
        return Math.toIntExact(ROOM * snapshot / MEBIBYTE + SEGMENT_MEBIBYTES);
    }

    private void requireDisk() throws UserFacing, IOException {
        long free = Files.getFileStore(scratchParent).getUsableSpace() / MEBIBYTE;
        long needed = 2L * StreamBenchMain.PARTITIONS * mebibytesPerPartition();
        if (free < needed) {
            throw UserFacing.failure(scratchParent + " has " + free + " MiB of free disk: expecting " + needed
                    + " (choose another folder with --data, or fewer --rows)");
        }
    }

    private void topics(KafkaSettings kafka) throws InterruptedException, ExecutionException {
        TopicSizes usual = TopicSizes.defaults();
        int room = mebibytesPerPartition();
        TopicAdmin.ensure(
                kafka,
                new TopicSizes(
                        1,
                        StreamBenchMain.PARTITIONS,
                        1,
                        room,
                        SEGMENT_MEBIBYTES,
                        usual.maxRecordBytes(),
                        usual.healthRetentionHours(),
                        usual.deadLetterRetentionHours()));
        Map<String, String> configs = Map.of(
                "retention.bytes",
                Long.toString(room * MEBIBYTE),
                "segment.bytes",
                Long.toString(SEGMENT_MEBIBYTES * MEBIBYTE),
                "max.message.bytes",
                Integer.toString(usual.maxRecordBytes()));
        try (Admin admin = Admin.create(kafka.admin("bench-topics"))) {
            admin.createTopics(List.of(new NewTopic(StreamBenchMain.PLAIN_TOPIC, StreamBenchMain.PARTITIONS, (short) 1)
                            .configs(configs)))
                    .all()
                    .get();
        }
    }

    private StreamResult measure(Children children, Path scratch, String bootstrap)
            throws IOException, ChildFailedException, InterruptedException {
        Path result = scratch.resolve("streamed.json");
        StreamOrder order = new StreamOrder(request.shape(), request.rounds(), bootstrap, result.toString());
        try (Display display = Display.on(out, terminal, Clock.systemUTC())) {
            Child child = children.start(
                    StreamBenchMain.child(order, scratch.resolve("bench-stream.log")), new WorkingLines(display));
            children.awaitExit(child);
        }
        return StreamOrder.MAPPER.readValue(result.toFile(), StreamResult.class);
    }

    private void finish(StreamResult result) throws IOException {
        StreamReport report = new StreamReport(result);
        report.lines(terminal).forEach(this::say);
        if (request.json().isPresent()) {
            StreamOrder.MAPPER
                    .writerWithDefaultPrettyPrinter()
                    .writeValue(request.json().get().toFile(), result);
            say("All figures: " + request.json().get());
        }
        say("");
        say(report.lastLine());
    }

    private void say(String text) {
        out.println(text);
        out.flush();
    }
}
