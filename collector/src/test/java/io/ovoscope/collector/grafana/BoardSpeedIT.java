package io.ovoscope.collector.grafana;

import static org.assertj.core.api.Assertions.assertThat;

import io.ovoscope.collector.finding.SampleFindings;
import io.ovoscope.collector.grafana.Choices.Mode;
import io.ovoscope.collector.publish.LineProtocol;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * How long each query of each dashboard takes with 13 layers, 20 tasks and 500 snapshots of a run beside five others of that size. It takes minutes
 * and its figures depend on the machine, so it runs when asked for: {@code -Dovoscope.boards.speed=true -Dit.test=BoardSpeedIT}.
 */
@EnabledIfSystemProperty(named = "ovoscope.boards.speed", matches = "true", disabledReason = "takes minutes")
class BoardSpeedIT {
    private static final int RUNS = 6;
    private static final int REPEATS = 5;
    private static final double MOST_MILLIS = 1_000;

    @TempDir
    private Path directory;

    private record Timed(BoardQuery query, double millis, int series, int rows) {}

    @Test
    void everyQueryAnswersWithinASecond() throws Exception {
        try (FilledInflux influx = FilledInflux.start(directory)) {
            fill(influx.server());
            List<Timed> all = new ArrayList<>();
            for (BoardFile board : BoardFile.all()) {
                all.addAll(time(influx.server(), board));
            }
            for (AlertFile file : AlertFile.all()) {
                for (BoardQuery query : file.queries()) {
                    all.add(time(influx.server(), query, macros().in(query.text())));
                }
            }
            all.sort(Comparator.comparingDouble(Timed::millis).reversed());
            all.forEach(timed -> System.out.printf(
                    Locale.ROOT,
                    "%8.1f ms %5d series %7d rows  %s%n",
                    timed.millis,
                    timed.series,
                    timed.rows,
                    timed.query.name()));
            System.out.printf(Locale.ROOT, "%d queries%n", all.size());
            assertThat(all)
                    .allSatisfy(timed ->
                            assertThat(timed.millis).as(timed.toString()).isLessThan(MOST_MILLIS));
        }
    }

    private static void fill(InfluxAt influx) throws Exception {
        long begin = System.nanoTime();
        BigRun big = new BigRun(new SplittableRandom(1));
        for (int run = 0; run < RUNS; run++) {
            String name = "big-" + run;
            for (int snapshot = 0; snapshot < BigRun.SNAPSHOTS; snapshot++) {
                influx.write(big.snapshot(name, snapshot));
                influx.write(BoardHealth.at(name, snapshot, snapshot * 100L, BigRun.takenAt(snapshot)));
            }
            influx.write(big.findings(name));
            influx.write(SampleFindings.all(name).stream()
                    .flatMap(finding -> LineProtocol.of(finding).stream())
                    .toList());
        }
        System.out.printf(Locale.ROOT, "filled in %.0f s%n", (System.nanoTime() - begin) / 1e9);
    }

    /** Repeated panels with their first value, all layers and levels, in the dashboard's time range; the median of several times. */
    private static List<Timed> time(InfluxAt influx, BoardFile board) throws Exception {
        Macros macros = macros();
        Expectations nothing = new Expectations(board.name());
        Choices choices = new Choices(influx, macros);
        Map<String, Chosen> several = choices.of(board, nothing, "", Mode.TWO);
        Map<String, Chosen> all = choices.of(board, nothing, "", Mode.ALL);
        List<Timed> timed = new ArrayList<>();
        for (BoardQuery query : Stream.of(board.panelQueries(), board.annotationQueries(), board.variableQueries())
                .flatMap(List::stream)
                .toList()) {
            Interpolation values = new Interpolation(Choices.oneOfEach(query.repeated(), all, several));
            timed.add(time(influx, query, macros.in(values.of(query.text()))));
        }
        return timed;
    }

    private static Macros macros() {
        return new Macros(
                BigRun.START.minusSeconds(600),
                BigRun.takenAt(BigRun.SNAPSHOTS).plusSeconds(600),
                Duration.ofSeconds(30));
    }

    private static Timed time(InfluxAt influx, BoardQuery query, String text) throws Exception {
        double[] millis = new double[REPEATS];
        Answer answer = influx.ask(text);
        for (int i = 0; i < REPEATS; i++) {
            long begin = System.nanoTime();
            answer = influx.ask(text);
            millis[i] = (System.nanoTime() - begin) / 1e6;
        }
        Arrays.sort(millis);
        return new Timed(query, millis[REPEATS / 2], answer.series().size(), answer.rows());
    }
}
