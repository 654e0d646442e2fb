package io.ovoscope.launcher.bench.stream;

import io.ovoscope.launcher.bench.Estimate;
import io.ovoscope.launcher.bench.stream.StreamResult.Round;
import io.ovoscope.launcher.terminal.Table;
import io.ovoscope.launcher.terminal.Table.Column;
import io.ovoscope.launcher.terminal.Terminal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** The figures as text. */
record StreamReport(StreamResult result) {
    static final double LEAST_OF_PRODUCER = 0.9;
    static final double LEAST_OF_CONSUMER = 0.8;
    private static final double MEGABYTE = 1e6;

    List<String> lines(Terminal terminal) {
        List<String> lines = new ArrayList<>();
        lines.add("");
        lines.add(format(
                "A snapshot of %d layers × %d × %,d rows: %,.0f MB in %,d records, copies of layer 0 included",
                result.shape().layers(),
                result.shape().width(),
                result.shape().rows(),
                result.bytes() / MEGABYTE,
                result.records()));
        lines.add("");
        lines.addAll(table().lines(terminal));
        lines.add("");
        lines.add(target("A", LEAST_OF_PRODUCER, ofProducer()));
        lines.add(target("B", LEAST_OF_CONSUMER, ofConsumer()));
        return lines;
    }

    /** What scripts read. */
    String lastLine() {
        return format(
                "stream: %.2f of the producer's rate, %.2f of the consumer's",
                ofProducer().value(), ofConsumer().value());
    }

    private Table table() {
        Table table = Table.of(
                Column.name("round"),
                Column.right("producer MB/s"),
                Column.right("agent"),
                Column.right("A"),
                Column.right("consumer MB/s"),
                Column.right("collector"),
                Column.right("B"));
        int number = 0;
        for (Round round : result.rounds()) {
            table = table.with(
                    Integer.toString(++number),
                    format("%.0f", round.producer() / MEGABYTE),
                    format("%.0f", round.agent() / MEGABYTE),
                    format("%.2f", round.agent() / round.producer()),
                    format("%.0f", round.consumer() / MEGABYTE),
                    format("%.0f", round.collector() / MEGABYTE),
                    format("%.2f", round.collector() / round.consumer()));
        }
        return table;
    }

    private Estimate ofProducer() {
        return medianOf(round -> round.agent() / round.producer());
    }

    private Estimate ofConsumer() {
        return medianOf(round -> round.collector() / round.consumer());
    }

    private Estimate medianOf(ToDoubleFunction<Round> ratio) {
        return Estimate.over(
                result.rounds(),
                rounds -> Estimate.median(
                        rounds.stream().map(ratio::applyAsDouble).toList()));
    }

    private static String target(String name, double least, Estimate found) {
        return format(
                "target %s >= %.1f: %.2f, median of the rounds, 95%% interval %.2f to %.2f: %s",
                name, least, found.value(), found.low(), found.high(), found.value() >= least ? "met" : "missed");
    }

    private static String format(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
