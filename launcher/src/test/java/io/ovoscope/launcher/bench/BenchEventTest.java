package io.ovoscope.launcher.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class BenchEventTest {
    static final List<BenchEvent> EVENTS = List.of(
            new BenchEvent.Says("two\nlines"),
            new BenchEvent.Working("demo, whitened", 3, 47, 12.5, Double.NaN),
            new BenchEvent.Compared(CaseResultTest.result()),
            new BenchEvent.Remembered(new MemoryRow(10_000, 768, 2, 1536, -1, List.of(.5, .75))));

    @ParameterizedTest
    @FieldSource("EVENTS")
    void whatIsToldIsHeard(BenchEvent event) {
        assertThat(event.line()).doesNotContain("\n");
        assertThat(BenchEvent.isOne(event.line())).isTrue();
        assertThat(BenchEvent.parse(event.line())).isEqualTo(event);
    }

    @Test
    void whatLibrariesPrintIsNoEvent() {
        assertThat(BenchEvent.isOne("Added differentiated op tanh")).isFalse();
        assertThatThrownBy(() -> BenchEvent.parse("{\"bench\":\"unheard of\"}")).hasMessageContaining("unheard of");
    }
}
