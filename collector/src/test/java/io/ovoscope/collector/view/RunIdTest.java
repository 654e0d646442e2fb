package io.ovoscope.collector.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunIdTest {
    @ParameterizedTest
    @ValueSource(strings = {"my-run_1.2", "a/b", "..", "~x", "<img src=x>", "Lauf Nr. 7 ☃", "%2F", "a\nb"})
    void aRunIsFoundUnderItsId(String run) {
        String id = RunId.of(run);
        assertThat(RunId.run(id)).isEqualTo(run);
        assertThat(id).matches("[~A-Za-z0-9_.-]+").isNotIn(".", "..");
    }

    @Test
    void aPlainNameStandsAsItIs() {
        assertThat(RunId.of("my-run_1.2")).isEqualTo("my-run_1.2");
    }

    @Test
    void whatIsNoIdIsRefused() {
        assertThatThrownBy(() -> RunId.run("~!!")).isInstanceOf(IllegalArgumentException.class);
    }
}
