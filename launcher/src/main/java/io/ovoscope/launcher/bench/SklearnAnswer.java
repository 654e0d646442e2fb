package io.ovoscope.launcher.bench;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;

/** What {@code sklearn_probes.py} says: a line of JSON each. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "event")
@JsonSubTypes({
    @JsonSubTypes.Type(value = SklearnAnswer.Ready.class, name = "ready"),
    @JsonSubTypes.Type(value = SklearnAnswer.Prepared.class, name = "prepared"),
    @JsonSubTypes.Type(value = SklearnAnswer.Fitted.class, name = "fitted"),
    @JsonSubTypes.Type(value = SklearnAnswer.Answered.class, name = "answered")
})
sealed interface SklearnAnswer {
    JsonMapper MAPPER = JsonMapper.builder().build();

    /**
     * It takes requests.
     *
     * @param version of scikit-learn, numpy and scipy
     * @param libraries the BLAS and OpenMP libraries in use, with their threads
     * @param gigaflops rate of numpy's float32 matrix products
     */
    record Ready(String version, String libraries, double gigaflops) implements SklearnAnswer {}

    /** The rows of a request are standardised, and whitened where asked for. */
    record Prepared(double seconds) implements SklearnAnswer {}

    /**
     * A probe is trained and has predicted the test items.
     *
     * @param converged whether it stopped before the iterations ran out
     * @param objective in float64, at its solution
     */
    record Fitted(String name, double seconds, int iterations, boolean converged, double accuracy, double objective)
            implements SklearnAnswer {}

    /** Nothing more follows on the request. */
    record Answered() implements SklearnAnswer {}

    /**
     * The answer of a line.
     *
     * @throws IOException where the line is none
     */
    static SklearnAnswer parse(String line) throws IOException {
        try {
            return MAPPER.readValue(line, SklearnAnswer.class);
        } catch (JsonProcessingException e) {
            throw new IOException("scikit-learn's side says '" + line + "': expecting an answer in JSON", e);
        }
    }
}
