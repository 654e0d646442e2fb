package io.ovoscope.collector.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.ovoscope.collector.topics.Backoff;
import io.ovoscope.testkit.InfluxQlClient;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/** What is expected of every InfluxDB, whatever its version and wherever it runs. */
final class InfluxContract {
    private static final List<String> HOSTILE =
            List.of("two words", "a=b,c", "\"q\" 'r'", "line\nbreak", "Größe 模型", "ends\\", "$run", "100%");

    private final InfluxUnderTest influx;

    private InfluxContract(InfluxUnderTest influx) {
        this.influx = influx;
    }

    /** A real server. */
    interface InfluxUnderTest {
        /** Settings of a database or bucket that holds nothing. */
        InfluxSettings emptyDatabase() throws Exception;

        InfluxQlClient client();
    }

    static Stream<DynamicTest> tests(InfluxUnderTest influx) {
        InfluxContract contract = new InfluxContract(influx);
        return Stream.of(
                dynamicTest("points are read back in InfluxQL by task and layer", contract::pointsAreReadBack),
                dynamicTest("a replay overwrites", contract::aReplayOverwrites),
                dynamicTest("hostile names are tags that can be asked for and deleted", contract::hostileNames),
                dynamicTest("refused lines are found among the good ones", contract::refusedLines));
    }

    private void pointsAreReadBack() throws Exception {
        InfluxSettings settings = influx.emptyDatabase();
        try (InfluxServer server = new InfluxServer(settings)) {
            server.write(List.of(
                    Lines.of(Points.point("demo", "UPOS", 0, 1, 0.25)),
                    Lines.of(Points.point("demo", "WC", 1, 1, 0.125)),
                    Lines.of(Points.point("demo", "WC", 1, 2, 0.75))));
        }
        String statement = "SELECT step, accuracy FROM probe WHERE retired = false GROUP BY layer, task";
        assertThat(influx.client().rows(settings.database(), statement))
                .extracting(row -> String.join(" ", row.get(0), row.get(1), row.get(3), row.get(4)))
                .containsExactly("00 UPOS 1 0.25", "01 WC 1 0.125", "01 WC 2 0.75");
    }

    private void aReplayOverwrites() throws Exception {
        InfluxSettings settings = influx.emptyDatabase();
        try (InfluxServer server = new InfluxServer(settings)) {
            List<String> lines = lines(0, 100);
            server.write(lines);
            server.write(lines);
            server.write(List.of(Lines.of(Points.point("demo", "UPOS", 0, 0, 0.99))));
        }
        assertThat(column(settings, "SELECT count(step) FROM probe")).containsExactly("100");
        assertThat(column(settings, "SELECT accuracy FROM probe WHERE step = 0"))
                .containsExactly("0.99");
    }

    private void hostileNames() throws Exception {
        InfluxSettings settings = influx.emptyDatabase();
        try (InfluxServer server = new InfluxServer(settings)) {
            server.write(HOSTILE.stream()
                    .map(run -> Lines.of(Points.point(run, "UPOS", 0, 1, 0.5)))
                    .toList());
            List<String> left =
                    new ArrayList<>(HOSTILE.stream().map(TagText::of).toList());
            assertThat(runs(settings)).containsExactlyInAnyOrderElementsOf(left);
            for (String run : HOSTILE) {
                server.deleteRun(run);
                left.remove(TagText.of(run));
                assertThat(runs(settings)).containsExactlyInAnyOrderElementsOf(left);
            }
        }
    }

    private void refusedLines() throws Exception {
        InfluxSettings settings = influx.emptyDatabase();
        List<String> refused = new ArrayList<>();
        try (InfluxServer server = new InfluxServer(settings)) {
            server.write(lines(0, 1));
            List<Change> batch = new ArrayList<>(Points.writes("demo", 1, 200));
            batch.add(77, Points.write("probe,run=demo step=\"text\" 1767268800123456789"));
            batch.add(133, Points.write("probe,run=demo no fields 1767268800123456789"));
            Delivery delivery = new Delivery(
                    server,
                    new Backoff(Duration.ofMillis(50), Duration.ofSeconds(1), new SplittableRandom(1)),
                    InstantSource.system(),
                    (change, reason) -> refused.add(reason),
                    new PublishCounters());
            delivery.begin(batch);
            for (int tries = 0; !delivery.advance() && tries < 100; tries++) {
                Thread.sleep(delivery.untilDue().toMillis());
            }
        }
        assertThat(refused).hasSize(2);
        assertThat(column(settings, "SELECT count(step) FROM probe")).containsExactly("200");
    }

    /** Asked for by points, since InfluxDB 2.x goes on naming tags of points that were deleted. */
    private List<String> runs(InfluxSettings settings) throws Exception {
        return influx.client().rows(settings.database(), "SELECT last(step) FROM probe GROUP BY run").stream()
                .map(row -> row.get(0))
                .toList();
    }

    private List<String> column(InfluxSettings settings, String statement) throws Exception {
        return influx.client().rows(settings.database(), statement).stream()
                .map(row -> row.get(1))
                .toList();
    }

    private static List<String> lines(int from, int to) {
        return Points.writes("demo", from, to).stream()
                .map(write -> ((Change.Write) write).line())
                .toList();
    }
}
