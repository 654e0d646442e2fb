package io.ovoscope.launcher;

import io.ovoscope.collector.CollectorSettings;
import io.ovoscope.collector.publish.InfluxSettings;
import io.ovoscope.collector.publish.Rebuild;
import io.ovoscope.collector.topics.DeadLetters;
import io.ovoscope.launcher.terminal.Display;
import io.ovoscope.launcher.terminal.Terminal;
import io.ovoscope.wire.Topic;
import java.io.IOException;
import java.io.PrintStream;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "publish",
        mixinStandardHelpOptions = true,
        description = {
            "With --rebuild: fills an InfluxDB that is empty, or lacks something, with all that the topics hold.",
            "A collector may go on publishing meanwhile. What is there already is overwritten by the same."
        },
        footer = {
            "",
            "Examples:",
            "  ovoscope publish --rebuild --config configs/collector.yaml",
            "  ovoscope publish --rebuild --collector my-influxdb.yaml --run demo"
        })
final class PublishCommand implements Callable<Integer> {
    @Mixin
    private KafkaOption kafka = new KafkaOption();

    @Option(names = "--rebuild", description = "Read the topics from their beginning and write every point.")
    private boolean rebuild;

    @Option(
            names = "--run",
            paramLabel = "RUN",
            description = "Of this run only; may be given several times. Health of collectors belongs to no run.")
    private List<String> runs = new ArrayList<>();

    @Override
    public Integer call() throws UserFacing {
        if (!rebuild) {
            throw UserFacing.usage(
                    "publish without --rebuild: expecting --rebuild, which fills InfluxDB from the topics;"
                            + " new points are published by `ovoscope collect` as they come");
        }
        return kafka.run(this::rebuild);
    }

    private int rebuild(CollectorSettings settings) throws UserFacing, InterruptedException, IOException {
        InfluxSettings influx = settings.publish().influxdb();
        if (!influx.enabled()) {
            throw UserFacing.usage("publish.influxdb.url is empty: expecting where InfluxDB is, in the file of --config"
                    + " or --collector");
        }
        Terminal terminal = Terminal.detect();
        PrintStream out = terminal.output();
        try (Producer<String, byte[]> producer =
                new KafkaProducer<>(settings.kafka().producer("ovoscope-rebuild"))) {
            DeadLetters letters = new DeadLetters(producer, settings.kafka());
            Rebuild.Result result;
            try (Display display = Display.on(out, terminal, InstantSource.system())) {
                RebuildScreen screen = new RebuildScreen(display, InstantSource.system());
                Set<String> wanted = new TreeSet<>(runs);
                result = new Rebuild(settings.kafka(), influx, wanted, letters, InstantSource.system(), screen::show)
                        .run();
            }
            RebuildScreen.table(result).lines(terminal).forEach(out::println);
            out.flush();
            return judged(result, settings);
        }
    }

    /** Points that are not in InfluxDB are a failure, whosever it is. */
    private int judged(Rebuild.Result result, CollectorSettings settings) throws UserFacing {
        Set<String> unknown = new TreeSet<>(runs);
        unknown.removeAll(result.runs());
        if (!unknown.isEmpty()) {
            throw UserFacing.noSuchRun(String.join("', '", unknown));
        }
        long missing = result.refused() + result.unreadable();
        if (missing > 0) {
            throw UserFacing.failure(missing + (missing == 1 ? " record is" : " records are") + " not in InfluxDB: see "
                    + settings.kafka().name(Topic.DEAD_LETTERS) + ", which says why of each");
        }
        return 0;
    }
}
