package io.ovoscope.collector.grafana;

import static org.assertj.core.api.Assertions.assertThat;

import io.ovoscope.collector.grafana.Choices.Mode;
import io.ovoscope.collector.publish.LineProtocol;
import io.ovoscope.wire.StepClosed;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Every query of every dashboard and alert rule answers what it should, whatever the run is called. */
class BoardsIT {
    static final String PLAIN = "demo";
    /** Everything that some layer between here and InfluxDB might take for syntax. */
    static final String HOSTILE =
            "two words, a=b \"q\" 'r' $run ${task} (1|2) [x]*+?^ a.b/c\\d 50%0A Größe 模型\nsecond line";
    /** What a pattern made of the names above would match too, were they not quoted. */
    static final List<String> TWINS = List.of("demo2", "xdemo", HOSTILE.replace("a.b", "aXb"));

    @TempDir
    private static Path directory;

    private static FilledInflux influx;

    @BeforeAll
    static void fill() throws Exception {
        influx = FilledInflux.start(directory);
        for (String run : List.of(PLAIN, HOSTILE)) {
            influx.add(run);
        }
        for (String run : TWINS) {
            influx.add(run);
        }
    }

    @AfterAll
    static void stop() {
        if (influx != null) {
            influx.close();
        }
    }

    @TestFactory
    Stream<DynamicTest> everyQueryAnswersWhatIsExpected() throws Exception {
        List<DynamicTest> tests = new ArrayList<>();
        for (String run : List.of(PLAIN, HOSTILE)) {
            for (BoardFile board : BoardFile.all()) {
                tests.addAll(tests(board, run));
            }
        }
        assertThat(tests).isNotEmpty();
        return tests.stream();
    }

    @TestFactory
    Stream<DynamicTest> everyAlertRuleAsksWhatIsExpected() {
        return AlertFile.all().stream()
                .flatMap(file -> file.queries().stream())
                .map(query -> DynamicTest.dynamicTest(query.name(), () -> {
                    Expected expected = AllExpectations.of(query.file()).of(query);
                    expected.check(ask(query, Map.of()), PLAIN);
                }));
    }

    @TestFactory
    Stream<DynamicTest> twoValuesAnswerWhereOneDoes() throws Exception {
        List<DynamicTest> tests = new ArrayList<>();
        for (BoardFile board : BoardFile.all()) {
            Map<String, Chosen> one = chosen(board, PLAIN, Mode.STATED);
            Map<String, Chosen> two = chosen(board, PLAIN, Mode.TWO);
            for (BoardQuery query : queries(board)) {
                tests.add(DynamicTest.dynamicTest(query.name(), () -> {
                    Answer ofOne = ask(query, Choices.oneOfEach(query.repeated(), one, one));
                    Answer ofTwo = ask(query, Choices.oneOfEach(query.repeated(), two, one));
                    assertThat(ofTwo.rows()).as(query.text()).isGreaterThanOrEqualTo(Math.min(1, ofOne.rows()));
                }));
            }
        }
        return tests.stream();
    }

    @TestFactory
    Stream<DynamicTest> noQueryIsEmptyWhereAllIsChosen() throws Exception {
        List<DynamicTest> tests = new ArrayList<>();
        for (BoardFile board : BoardFile.all()) {
            Map<String, Chosen> all = chosen(board, PLAIN, Mode.ALL);
            for (BoardQuery query : queries(board)) {
                Map<String, Chosen> chosen = new LinkedHashMap<>(all);
                query.repeated().forEach(variable -> chosen.put(variable, new Chosen.Everything(".*")));
                tests.add(DynamicTest.dynamicTest(
                        query.name(),
                        () -> assertThat(ask(query, chosen).rows())
                                .as(query.text())
                                .isPositive()));
            }
        }
        return tests.stream();
    }

    /** Grafana's data source draws no annotation of a row in which a column is empty. */
    @TestFactory
    Stream<DynamicTest> noAnnotationHasAnEmptyColumn() throws Exception {
        List<DynamicTest> tests = new ArrayList<>();
        for (BoardFile board : BoardFile.all()) {
            Map<String, Chosen> all = chosen(board, PLAIN, Mode.ALL);
            for (BoardQuery query : board.annotationQueries()) {
                tests.add(DynamicTest.dynamicTest(query.name(), () -> {
                    Answer answer = ask(query, all);
                    assertThat(answer.rows()).isPositive();
                    assertThat(answer.series())
                            .allSatisfy(series -> assertThat(series.columns())
                                    .allSatisfy(column ->
                                            assertThat(series.column(column)).hasSameSizeAs(series.rows())));
                }));
            }
        }
        return tests.stream();
    }

    @Test
    void nothingIsExpectedOfAQueryThatIsNotThere() {
        for (BoardFile board : BoardFile.all()) {
            List<String> places = new ArrayList<>();
            queries(board).forEach(query -> places.add(query.place() + " · " + query.refId()));
            assertThat(places).doesNotHaveDuplicates();
            assertThat(AllExpectations.of(board.name()).places())
                    .as(board.name())
                    .allSatisfy(place -> assertThat(place).isIn(places));
        }
    }

    private static List<DynamicTest> tests(BoardFile board, String run) throws Exception {
        Expectations expectations = AllExpectations.of(board.name());
        Map<String, Chosen> chosen = chosen(board, run, Mode.STATED);
        String listed = listed(run);
        List<DynamicTest> tests = new ArrayList<>();
        for (BoardQuery query : queries(board)) {
            tests.add(DynamicTest.dynamicTest((run.equals(PLAIN) ? "" : "HOSTILE · ") + query.name(), () -> {
                Expected expected = expectations.of(query);
                expected.check(ask(query, Choices.oneOfEach(query.repeated(), chosen, chosen)), listed);
            }));
        }
        return tests;
    }

    private static Map<String, Chosen> chosen(BoardFile board, String run, Mode mode) throws Exception {
        return new Choices(influx.server(), FilledInflux.macros())
                .of(board, AllExpectations.of(board.name()), listed(run), mode);
    }

    private static Answer ask(BoardQuery query, Map<String, Chosen> chosen) throws Exception {
        return influx.server().ask(FilledInflux.macros().in(new Interpolation(chosen).of(query.text())));
    }

    private static List<BoardQuery> queries(BoardFile board) {
        return Stream.of(board.panelQueries(), board.annotationQueries(), board.variableQueries())
                .flatMap(List::stream)
                .toList();
    }

    /** The run's name as a tag, read back out of the line that is written for it. */
    private static String listed(String run) {
        String line = LineProtocol.of(new StepClosed(run, 1, 0, BoardRun.START, 1, 1, false))
                .orElseThrow();
        String tag = line.substring("snapshot,run=".length(), line.indexOf(" attempt="));
        return tag.replaceAll("\\\\([ ,=])", "$1");
    }
}
