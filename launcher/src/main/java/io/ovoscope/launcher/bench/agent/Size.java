package io.ovoscope.launcher.bench.agent;

import io.ovoscope.demo.model.ModelConfig;

/** The networks that are trained: the demo's transformer in two sizes. */
enum Size {
    /** 1.1 million parameters. */
    SMALL("1M", 128, 4, 4, 1_000, 8, 100),
    /** 25 million parameters. */
    LARGE("25M", 384, 6, 6, 18_700, 8, 50);

    static final int WINDOW_TOKENS = 32;
    private static final double INIT_SCALE = 2;
    private static final long SEED = 1;

    private final String label;
    private final int width;
    private final int layers;
    private final int heads;
    private final int vocabulary;
    private final int batch;
    private final int turnSteps;

    Size(String label, int width, int layers, int heads, int vocabulary, int batch, int turnSteps) {
        this.label = label;
        this.width = width;
        this.layers = layers;
        this.heads = heads;
        this.vocabulary = vocabulary;
        this.batch = batch;
        this.turnSteps = turnSteps;
    }

    String label() {
        return label;
    }

    int vocabulary() {
        return vocabulary;
    }

    /** Windows of a step. */
    int batch() {
        return batch;
    }

    /** Steps of a turn in which something happens every 50. */
    int turnSteps() {
        return turnSteps;
    }

    ModelConfig config() {
        return new ModelConfig(
                ModelConfig.Architecture.TRANSFORMER,
                width,
                layers,
                heads,
                vocabulary,
                WINDOW_TOKENS,
                INIT_SCALE,
                SEED);
    }
}
