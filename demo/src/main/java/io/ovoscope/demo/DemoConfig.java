package io.ovoscope.demo;

import io.ovoscope.demo.corpus.ProbeChoice;
import io.ovoscope.demo.model.ModelConfig;
import io.ovoscope.demo.model.ModelConfig.Architecture;
import io.ovoscope.demo.model.TrainingConfig;
import java.time.Duration;

/**
 * A whole demonstration. The numbers of the ready-made ones were chosen by measurement; see
 * {@code docs/results/demo-configurations.md}.
 *
 * @param model size of the model
 * @param training how it is trained
 * @param probe what is held out to probe it with; no sentence may be longer than the model's window less one
 */
public record DemoConfig(ModelConfig model, TrainingConfig training, ProbeChoice probe) {

    private static final int LEAST_PROBE_WORDS = 4;

    /** Checks that the longest probe sentence and its boundary fit a window. */
    public DemoConfig {
        if (probe.mostWords() >= model.windowTokens()) {
            throw new IllegalArgumentException("probe sentences of up to " + probe.mostWords()
                    + " words: expecting fewer than windowTokens " + model.windowTokens());
        }
    }

    /** The default: about three minutes on two cores, shared with the agent and the collector. */
    public static DemoConfig standard(long seed) {
        return new DemoConfig(
                new ModelConfig(Architecture.TRANSFORMER, 64, 3, 4, 2000, 32, 6, seed),
                new TrainingConfig(16, 3e-3, 50, 2400, Duration.ofSeconds(230), seed),
                probe(2000, 32, seed));
    }

    /** For a first look and for CI: under half a minute. */
    public static DemoConfig quick(long seed) {
        return new DemoConfig(
                new ModelConfig(Architecture.TRANSFORMER, 64, 2, 4, 1000, 32, 6, seed),
                new TrainingConfig(16, 5e-3, 30, 500, Duration.ofSeconds(28), seed),
                probe(1000, 32, seed));
    }

    /** The same length of time with a recurrent network. */
    public static DemoConfig lstm(long seed) {
        return new DemoConfig(
                new ModelConfig(Architecture.LSTM, 64, 2, 1, 2000, 32, 6, seed),
                new TrainingConfig(16, 1e-2, 50, 1400, Duration.ofSeconds(230), seed),
                probe(2000, 32, seed));
    }

    private static ProbeChoice probe(int sentences, int windowTokens, long seed) {
        return new ProbeChoice(sentences, LEAST_PROBE_WORDS, windowTokens - 1, seed);
    }
}
