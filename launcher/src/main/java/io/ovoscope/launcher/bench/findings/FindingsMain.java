package io.ovoscope.launcher.bench.findings;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.ovoscope.collector.watch.WatchSettings;
import io.ovoscope.launcher.bench.BenchEvent;
import io.ovoscope.launcher.process.ChildJvm;
import io.ovoscope.launcher.process.ParentWatch;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The process that simulates runs and watches them. */
public final class FindingsMain {
    private static final Duration GRACE = Duration.ofSeconds(5);
    private static final int HEAP_MEBIBYTES = 3072;
    private static final int[] COST_LENGTHS = {20, 60};
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private FindingsMain() {}

    /**
     * What is to be done.
     *
     * @param nullSnapshots of flat runs, simulated and of each real plateau
     * @param runs of every planted case
     * @param plateaus a file of plateaus; empty for none
     * @param result where the result is written
     */
    record Order(int nullSnapshots, int runs, int threads, long seed, String plateaus, String result) {}

    static ChildJvm child(Order order, Path log) throws IOException {
        return ChildJvm.job("bench-findings", FindingsMain.class, log)
                .withArguments(List.of(MAPPER.writeValueAsString(order)))
                .withHeapMebibytes(HEAP_MEBIBYTES)
                .withJvmOptions("-XX:+UseParallelGC")
                .withSystemProperty("org.slf4j.simpleLogger.defaultLogLevel", "warn");
    }

    /** Does what the one argument, an {@link Order} as JSON, says. */
    public static void main(String[] arguments) {
        ParentWatch.start(() -> System.exit(0), GRACE);
        PrintStream events = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        System.setOut(System.err);
        try {
            Order order = MAPPER.readValue(arguments[0], Order.class);
            FindingsResult result = measure(order, event -> tell(events, event));
            MAPPER.writeValue(Path.of(order.result()).toFile(), result);
            System.exit(0);
        } catch (IOException | InterruptedException | RuntimeException e) {
            e.printStackTrace();
            System.exit(1);
        }
    }

    private static void tell(PrintStream events, BenchEvent event) {
        synchronized (events) {
            events.println(event.line());
        }
    }

    static FindingsResult measure(Order order, Consumer<BenchEvent> told) throws IOException, InterruptedException {
        WatchSettings settings = WatchSettings.defaults();
        try (Trials trials = new Trials(order.threads(), told)) {
            FindingsStudy study = new FindingsStudy(trials, settings, order.seed());
            Map<String, Rate> alarms = new LinkedHashMap<>();
            Map<String, Rate> restless = new LinkedHashMap<>();
            alarms.put("simulated", study.falseAlarms(order.nullSnapshots()));
            restless.put("simulated, restless", study.restless(order.nullSnapshots()));
            for (RealPlateau plateau : PlateauFile.read(order.plateaus())) {
                alarms.put(plateau.run(), study.falseAlarms(plateau, false, order.nullSnapshots()));
                restless.put(plateau.run() + ", whole", study.falseAlarms(plateau, true, order.nullSnapshots()));
            }
            List<FindingsResult.DropLine> drops = study.drops(order.runs());
            Map<Integer, EmergenceScore> emergence = study.emergence(order.runs());
            Map<Cause, List<Boolean>> causes = study.causes(order.runs());
            return new FindingsResult(
                    study.measured().discordance(),
                    study.measured().designEffect(),
                    alarms,
                    restless,
                    drops,
                    emergence,
                    suspected(causes),
                    told(causes, order.runs()),
                    cost(settings, study.model()));
        }
    }

    private static Map<Cause, Rate> suspected(Map<Cause, List<Boolean>> causes) {
        Map<Cause, Rate> rates = new EnumMap<>(Cause.class);
        causes.forEach((cause, verdicts) ->
                rates.put(cause, new Rate((int) verdicts.stream().filter(v -> v).count(), verdicts.size())));
        return rates;
    }

    private static Map<Cause, Rate> told(Map<Cause, List<Boolean>> causes, int runs) {
        Map<Cause, Rate> rates = new EnumMap<>(Cause.class);
        causes.forEach((cause, verdicts) -> rates.put(cause, new Rate(verdicts.size(), runs)));
        return rates;
    }

    private static List<FindingsResult.CostLine> cost(WatchSettings settings, PlateauModel model) {
        List<FindingsResult.CostLine> lines = new ArrayList<>();
        for (int snapshots : COST_LENGTHS) {
            lines.add(new WatchCost(settings, model).at(snapshots));
        }
        return lines;
    }
}
