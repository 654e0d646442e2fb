package io.ovoscope.launcher.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class SklearnAnswerTest {
    @Test
    void everyAnswerIsRead() throws IOException {
        assertThat(
                        SklearnAnswer.parse(
                                "{\"event\": \"ready\", \"version\": \"scikit-learn 1.2.1\", \"libraries\": \"blas\", \"gigaflops\": 233.5}"))
                .isEqualTo(new SklearnAnswer.Ready("scikit-learn 1.2.1", "blas", 233.5));
        assertThat(SklearnAnswer.parse("{\"event\": \"prepared\", \"seconds\": 0.25}"))
                .isEqualTo(new SklearnAnswer.Prepared(0.25));
        assertThat(SklearnAnswer.parse(
                        "{\"event\": \"fitted\", \"name\": \"UPOS control\", \"seconds\": 1.5, \"iterations\": 226,"
                                + " \"converged\": true, \"accuracy\": 0.8408, \"objective\": 10302.026}"))
                .isEqualTo(new SklearnAnswer.Fitted("UPOS control", 1.5, 226, true, 0.8408, 10302.026));
        assertThat(SklearnAnswer.parse("{\"event\": \"answered\"}")).isEqualTo(new SklearnAnswer.Answered());
    }

    @Test
    void anotherLineIsQuoted() {
        assertThatThrownBy(() -> SklearnAnswer.parse("Segmentation fault"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("Segmentation fault");
    }
}
