package io.ovoscope.launcher.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.ovoscope.demo.DemoSettings;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TrainingEventTest {
    static Stream<TrainingEvent> events() {
        return Stream.of(
                new TrainingEvent.Says("two\nlines, \"quoted\", ä"),
                new TrainingEvent.Progress(1, 10, Double.NaN, 5_000.5, .25, 2.5),
                new TrainingEvent.Done(10, 20, 3.25, 12.5, 7, 0, 1));
    }

    @ParameterizedTest
    @MethodSource("events")
    void anEventIsOneLineAndReadsBack(TrainingEvent event) {
        assertThat(event.line().lines()).hasSize(1);
        assertThat(TrainingEvent.isOne(event.line())).isTrue();
        assertThat(TrainingEvent.parse(event.line())).isEqualTo(event);
    }

    @Test
    void whatALibraryPrintsIsNoEvent() {
        assertThat(TrainingEvent.isOne("Broadcast: shapes should be equal")).isFalse();
        assertThat(TrainingEvent.isOne("{\"loss\": 1}")).isFalse();
    }

    @Test
    void anOrderReadsBackWithEverySetting() {
        TrainingOrder order = new TrainingOrder(
                "run with spaces",
                "127.0.0.1:9092",
                "/a b/c.conllu",
                new ProbeFiles(List.of("/a b/streusle"), List.of("/one.txt", "/two.txt"), List.of("/animacy.tsv")),
                1_000,
                "/a b/checkpoints",
                DemoSettings.defaults());
        assertThat(TrainingOrder.parse(order.text())).isEqualTo(order);
    }
}
