package io.ovoscope.collector.grafana;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/** What a query answers, said in steps: {@code Expected.series(4).columns("time", "accuracy").rows(44)}. The run's name stands for {@code RUN}. */
final class Expected {
    /** Stands for the run's name, as InfluxDB lists it, in expected values. */
    static final String RUN = "{run}";

    private final List<BiConsumer<Answer, String>> checks = new ArrayList<>();

    private Expected() {}

    /** So many series, which is so many curves for each column but the time. */
    static Expected series(int count) {
        return new Expected().check((answer, run) -> assertThat(answer.series()).hasSize(count));
    }

    /** All columns, in order. */
    Expected columns(String... names) {
        return check((answer, run) -> assertThat(answer.series())
                .allSatisfy(one -> assertThat(one.columns()).containsExactly(names)));
    }

    /** Rows in all series together. */
    Expected rows(int count) {
        return check((answer, run) -> assertThat(answer.rows()).isEqualTo(count));
    }

    /** A tag's values, series by series. */
    Expected tags(String tag, String... values) {
        return check((answer, run) -> assertThat(answer.series())
                .extracting(one -> one.tags().get(tag))
                .containsExactly(named(values, run)));
    }

    /** All values of a column, series after series, without those that are absent. */
    Expected values(String column, String... values) {
        return check((answer, run) -> assertThat(answer.column(column)).containsExactly(named(values, run)));
    }

    /** The same in any order. */
    Expected valuesInAnyOrder(String column, String... values) {
        return check((answer, run) -> assertThat(answer.column(column)).containsExactlyInAnyOrder(named(values, run)));
    }

    /** Some of a column's values. */
    Expected contains(String column, String... values) {
        return check((answer, run) -> assertThat(answer.column(column)).contains(named(values, run)));
    }

    /** No values but these, each as often as it comes. */
    Expected only(String column, String... values) {
        return check((answer, run) -> assertThat(answer.column(column)).containsOnly(named(values, run)));
    }

    /** The first value and the last one of the first series. */
    Expected fromTo(String column, String first, String last) {
        return check((answer, run) -> {
            List<String> values = answer.series().get(0).column(column);
            assertThat(List.of(values.get(0), values.get(values.size() - 1))).containsExactly(first, last);
        });
    }

    /** Anything else. */
    Expected check(BiConsumer<Answer, String> check) {
        checks.add(check);
        return this;
    }

    void check(Answer answer, String run) {
        checks.forEach(check -> check.accept(answer, run));
    }

    private static String[] named(String[] values, String run) {
        String[] named = values.clone();
        for (int i = 0; i < named.length; i++) {
            named[i] = named[i].replace(RUN, run);
        }
        return named;
    }
}
