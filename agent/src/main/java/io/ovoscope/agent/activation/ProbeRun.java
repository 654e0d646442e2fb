package io.ovoscope.agent.activation;

import io.ovoscope.wire.LayerInfo;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The probe set on its way through a copy of the network, batch after batch. It belongs to the thread that prepared it; its memory is
 * the copy's parameters, the activations of one batch, and the rows of one batch per layer, all used again and again.
 */
public final class ProbeRun {
    private final ShadowNetwork shadow;
    private final boolean mask;
    private final List<ProbedLayer> layers;
    private final List<ProbeBatch> batches;
    private final RowPooler pooler;
    private final float[][] rows;
    private final int rowCount;

    private ProbeRun(ShadowNetwork shadow, EncodedCorpus corpus, NetworkSettings settings, List<ProbedLayer> layers) {
        this.shadow = shadow;
        this.mask = settings.maskPadding() && !shadow.hasSameDiff();
        this.layers = layers;
        this.batches = batches(corpus, settings, fixedLength(shadow, corpus, settings));
        this.pooler = new RowPooler(settings.pooling());
        this.rowCount = corpus.rows();
        int largest = batches.stream().mapToInt(ProbeBatch::rows).max().orElse(0);
        this.rows = new float[layers.size()][];
        Arrays.setAll(rows, l -> new float[largest * layers.get(l).width()]);
    }

    /**
     * Copies the network and runs the first batch through it, to see that input, layers and layouts are what they are taken for.
     * Training must not go on meanwhile.
     *
     * @throws IllegalArgumentException saying what does not fit, and which setting to change
     */
    public static ProbeRun prepare(MonitoredNetwork network, EncodedCorpus corpus, NetworkSettings settings) {
        ShadowNetwork shadow = network.shadow();
        shadow.input().requireKnows(corpus);
        List<ProbedLayer> layers = LayerSelection.of(shadow.candidates(), settings.layers());
        ProbeRun run = new ProbeRun(shadow, corpus, settings, layers);
        run.tryOut();
        return run;
    }

    /** The probed layers, from input to output. */
    public List<LayerInfo> layers() {
        List<LayerInfo> infos = new ArrayList<>();
        for (ProbedLayer layer : layers) {
            infos.add(new LayerInfo(infos.size(), layer.name(), layer.width()));
        }
        return infos;
    }

    /** Rows of a whole layer. */
    public int rows() {
        return rowCount;
    }

    public int batchCount() {
        return batches.size();
    }

    /** Copies parameters in; the array is the caller's again afterwards. */
    public void setParameters(INDArray parameters) {
        shadow.setParameters(parameters);
    }

    /** The parameters copied in last; those of the copy of the network itself, to be read only. */
    public INDArray parameters() {
        return shadow.parameters();
    }

    /** Index within the probe set of the first row of a batch. */
    public int firstRow(int batch) {
        return batches.get(batch).firstRow();
    }

    public int rowsOf(int batch) {
        return batches.get(batch).rows();
    }

    /** The rows of a layer after {@link #forward}: words of the batch × width, row-major, until the next one; may be longer. */
    public float[] rowsOfLayer(int layer) {
        return rows[layer];
    }

    /** Runs a batch as far as layer {@code end - 1} and pools the rows of the layers from {@code begin} on. */
    public void forward(int batch, int begin, int end) {
        ProbeBatch sentences = batches.get(batch);
        try (Activations activations = activations(sentences, layers.subList(begin, end))) {
            for (int l = begin; l < end; l++) {
                pooler.pool(activations.wanted().get(l - begin), layers.get(l), sentences.sentences(), rows[l]);
            }
        }
    }

    private Activations activations(ProbeBatch batch, List<ProbedLayer> wanted) {
        INDArray input = batch.input(shadow.input());
        @Nullable INDArray padding = mask ? batch.mask() : null;
        try {
            return shadow.forward(input, padding, wanted);
        } finally {
            close(input);
            if (padding != null) {
                close(padding);
            }
        }
    }

    private static void close(INDArray array) {
        if (array.closeable()) {
            array.close();
        }
    }

    private void tryOut() {
        ProbeBatch first = batches.get(0);
        List<String> problems = new ArrayList<>();
        try (Activations activations = activations(first, layers)) {
            for (int l = 0; l < layers.size(); l++) {
                ProbedLayer layer = layers.get(l);
                long[] found = activations.wanted().get(l).shape();
                long[] expected = layer.layout().shape(first.sentences().size(), layer.width(), first.length());
                if (!Arrays.equals(found, expected)) {
                    problems.add("layer '" + layer.name() + "' gives " + Arrays.toString(found) + ": expecting "
                            + Arrays.toString(expected) + ", " + layer.layout() + " by the network's configuration");
                }
            }
        } catch (RuntimeException e) {
            throw new IllegalArgumentException(
                    "the network does not take " + first.sentences().size() + " sentences of " + first.length()
                            + " positions" + (mask ? " with a mask" : "")
                            + ": set network.sequenceLength to the length it was built for"
                            + (mask ? ", or network.maskPadding to false" : ""),
                    e);
        }
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", problems));
        }
    }

    /** The length that every sentence is padded to; 0 for that of the longest of its batch. */
    private static int fixedLength(ShadowNetwork shadow, EncodedCorpus corpus, NetworkSettings settings) {
        int length = settings.sequenceLength() > 0
                ? settings.sequenceLength()
                : shadow.input().fixedLength();
        long longer = corpus.longerThan(length);
        if (length > 0 && longer > 0) {
            throw new IllegalArgumentException(
                    longer + " of " + corpus.sentences().size()
                            + " probe sentences are longer than the " + length
                            + " positions of the network's input (the longest has "
                            + corpus.longest() + "): leave them out of the probe set, or raise network.sequenceLength");
        }
        return length == 0 && shadow.hasSameDiff() ? corpus.longest() : length;
    }

    private static List<ProbeBatch> batches(EncodedCorpus corpus, NetworkSettings settings, int fixedLength) {
        List<ProbeBatch> batches = new ArrayList<>();
        List<EncodedSentence> all = corpus.sentences();
        int row = 0;
        for (int s = 0; s < all.size(); s += settings.batchSentences()) {
            List<EncodedSentence> sentences = all.subList(s, Math.min(s + settings.batchSentences(), all.size()));
            int longest =
                    sentences.stream().mapToInt(EncodedSentence::length).max().orElse(1);
            ProbeBatch batch = new ProbeBatch(
                    sentences, row, fixedLength > 0 ? fixedLength : Math.max(longest, 1), corpus.paddingId());
            batches.add(batch);
            row += batch.rows();
        }
        return batches;
    }
}
