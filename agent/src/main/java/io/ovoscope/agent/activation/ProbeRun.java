package io.ovoscope.agent.activation;

import io.ovoscope.wire.LayerInfo;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The probe set on its way through a copy of the network, batch after batch. It belongs to the thread that prepared it; its memory is
 * the copy's parameters, the activations of one batch, and the rows of one batch per layer, all used again and again.
 */
public final class ProbeRun {
    private static final Logger log = LoggerFactory.getLogger(ProbeRun.class);

    private final ShadowNetwork shadow;
    private final boolean masked;
    private final List<ProbedLayer> layers;
    private final List<ProbeBatch> batches;
    private final RowPooler pooler;
    private final float[][] rows;
    private final ProbeInput input;

    private ProbeRun(ShadowNetwork shadow, ProbeInput input, NetworkSettings settings, List<ProbedLayer> layers) {
        this.shadow = shadow;
        this.masked = settings.maskPadding();
        this.layers = layers;
        this.input = input;
        this.batches = input.batches(settings.batchSentences());
        this.pooler = new RowPooler(settings.pooling());
        int largest = batches.stream().mapToInt(ProbeBatch::rows).max().orElse(0);
        this.rows = new float[layers.size()][];
        Arrays.setAll(rows, l -> new float[largest * layers.get(l).width()]);
    }

    /**
     * Copies the network, finds the layers' row layout, and runs the first batch through it, to see that input, layers and layouts are
     * what they are taken for. Training must not go on meanwhile.
     *
     * @throws IllegalArgumentException saying what does not fit, and which setting to change
     */
    public static ProbeRun prepare(MonitoredNetwork network, EncodedCorpus corpus, NetworkSettings settings) {
        ShadowNetwork shadow = network.shadow();
        shadow.input().requireKnows(corpus);
        LayerChoice choice = LayerChoice.of(shadow.candidates(), settings.layers());
        int length = ProbeInput.fixedLength(shadow, corpus, settings);
        LayoutCheck.Found found = new LayoutCheck(shadow, choice, corpus, settings, length).find();
        log.info("probed layers, which read {}: {}", found.looksAhead() ? "both ways" : "forwards", found.layers());
        ProbeRun run = new ProbeRun(shadow, ProbeInput.of(corpus, settings, length, found), settings, found.layers());
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
        return input.rows();
    }

    /** How words are encoded and sentences cut, for the manifest. */
    public String inputDescription() {
        return input.description();
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
        try (Activations activations = sentences.forward(shadow, masked, layers.subList(begin, end))) {
            for (int l = begin; l < end; l++) {
                pooler.pool(
                        activations.wanted().get(l - begin),
                        layers.get(l),
                        sentences.sentences(),
                        sentences.length(),
                        rows[l]);
            }
        }
    }

    private void tryOut() {
        ProbeBatch first = batches.get(0);
        List<String> problems = new ArrayList<>();
        try (Activations activations = first.tryOut(shadow, masked, layers)) {
            for (int l = 0; l < layers.size(); l++) {
                ProbedLayer layer = layers.get(l);
                long[] found = activations.wanted().get(l).shape();
                long[] expected = layer.layout().shape(first.sentences().size(), layer.width(), first.length());
                if (!Arrays.equals(found, expected)) {
                    problems.add("layer '" + layer.name() + "' gives " + Arrays.toString(found) + ": expecting "
                            + Arrays.toString(expected) + ", " + layer.layout());
                }
            }
        }
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", problems));
        }
    }
}
