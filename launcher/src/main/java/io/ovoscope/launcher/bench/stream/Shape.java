package io.ovoscope.launcher.bench.stream;

import io.ovoscope.wire.LayerInfo;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A snapshot's size.
 *
 * @param rows a multiple of the rows of a sentence
 */
record Shape(int layers, int width, int rows) {
    /** As long as sentences of a treebank are. */
    static final int SENTENCE_ROWS = 20;
    /** Sentences of a batch, as the agent's default is. */
    private static final int BATCH_SENTENCES = 32;

    static final int BATCH_ROWS = SENTENCE_ROWS * BATCH_SENTENCES;

    Shape {
        if (layers < 1 || width < 1 || rows < 1 || rows % SENTENCE_ROWS != 0) {
            throw new IllegalArgumentException("layers " + layers + ", width " + width + ", rows " + rows
                    + ": expecting each above 0, rows a multiple of " + SENTENCE_ROWS);
        }
    }

    List<LayerInfo> infos() {
        return IntStream.range(0, layers)
                .mapToObj(layer -> new LayerInfo(layer, "layer" + layer, width))
                .toList();
    }

    /** Batches of a pass. */
    int batches() {
        return (rows + BATCH_ROWS - 1) / BATCH_ROWS;
    }

    int rowsOf(int batch) {
        return Math.min(BATCH_ROWS, rows - batch * BATCH_ROWS);
    }
}
