package io.ovoscope.agent.activation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the row layout of layers: by the configuration, by the shape of what they give, and by changing the input of one position of one
 * of two sentences and looking where that arrives. What remains ambiguous is refused, unless {@link NetworkSettings#layout} says it.
 */
final class LayoutCheck {
    private static final Logger log = LoggerFactory.getLogger(LayoutCheck.class);
    private static final int SENTENCES = 2;
    private static final int SHORT = 5;

    private final ShadowNetwork shadow;
    private final LayerChoice choice;
    private final NetworkSettings settings;
    private final int length;
    private final int[] ids;
    private final int[] changed;
    private final List<String> problems = new ArrayList<>();
    private boolean looksAhead;
    private boolean isMoved;

    /**
     * @param fixedLength positions of the run that follows; 0 for any, and then this check uses a length that is no layer's width
     */
    LayoutCheck(
            ShadowNetwork shadow, LayerChoice choice, EncodedCorpus corpus, NetworkSettings settings, int fixedLength) {
        this.shadow = shadow;
        this.choice = choice;
        this.settings = settings;
        this.length = fixedLength > 0 ? fixedLength : unlikeAnyWidth(choice);
        int[] all = corpus.sentences().stream()
                .flatMapToInt(sentence -> Arrays.stream(sentence.pieces()))
                .toArray();
        this.ids = IntStream.range(0, SENTENCES * length)
                .map(i -> all[i % all.length])
                .toArray();
        this.changed = ids.clone();
        this.changed[length - 1] = Arrays.stream(all)
                .filter(id -> id != ids[length - 1])
                .findFirst()
                .orElse(ids[length - 1]);
    }

    private static int unlikeAnyWidth(LayerChoice choice) {
        List<Integer> widths = choice.layers().stream().map(LayoutCheck::width).toList();
        return IntStream.iterate(SHORT, length -> length + 1)
                .filter(length -> !widths.contains(length))
                .findFirst()
                .orElseThrow();
    }

    /** By the configuration; 0 where it does not say. */
    private static int width(CandidateLayer layer) {
        if (layer.sequence() != null) {
            return Math.toIntExact(layer.sequence().getSize());
        }
        return layer.type() instanceof InputType.InputTypeFeedForward dense ? Math.toIntExact(dense.getSize()) : 0;
    }

    /**
     * What was found.
     *
     * @param layers those that have one output per position
     * @param looksAhead whether a position's rows depend on later positions, in any of them
     * @param isMoved whether changing the input changed any row at all
     */
    record Found(List<ProbedLayer> layers, boolean looksAhead, boolean isMoved) {}

    /**
     * Runs two batches through the network.
     *
     * @throws IllegalArgumentException naming every layer that is unsuitable although it was asked for by name, or whose layout is
     *     ambiguous, with the setting that decides
     */
    Found find() {
        List<ProbedLayer> layers = new ArrayList<>();
        try (Activations before = forward(ids);
                Activations after = forward(changed)) {
            for (int l = 0; l < choice.layers().size(); l++) {
                INDArray one = before.wanted().get(l);
                layer(l, one, after.wanted().get(l)).ifPresent(layers::add);
            }
        }
        if (layers.isEmpty() && problems.isEmpty()) {
            problems.add("no layer of "
                    + choice.layers().stream().map(CandidateLayer::name).toList()
                    + " has one output per position: nothing to probe");
        }
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", problems));
        }
        return new Found(layers, looksAhead, isMoved);
    }

    private Activations forward(int[] pieces) {
        List<EncodedSentence> sentences = IntStream.range(0, SENTENCES)
                .mapToObj(s -> IntStream.range(0, length)
                        .map(t -> pieces[s * length + t])
                        .toArray())
                .map(each -> new EncodedSentence(each, new int[] {0, length}))
                .toList();
        return new ProbeBatch(sentences, 0, length, 0).tryOut(shadow, settings.maskPadding(), choice.layers());
    }

    private Optional<ProbedLayer> layer(int index, INDArray before, INDArray after) {
        CandidateLayer candidate = choice.layers().get(index);
        List<RowLayout> fitting = fitting(candidate, before.shape());
        if (fitting.isEmpty()) {
            String what = "layer '" + candidate.name() + "' gives " + Arrays.toString(before.shape()) + " for "
                    + SENTENCES + " sentences of " + length + " positions";
            if (choice.named().get(index) || candidate.sequence() != null) {
                problems.add(what + ": expecting one output per position (network.layers can leave it out)");
            } else {
                log.info("{}: not one output per position, not probed", what);
            }
            return Optional.empty();
        }
        float[] one = floats(before);
        float[] two = floats(after);
        List<Reading> readings = fitting.stream()
                .map(layout -> new Reading(
                        layout,
                        RowPattern.of(one, two, RowPattern.Places.of(layout, before.shape(), SENTENCES, length))))
                .toList();
        return decided(candidate, readings, before.shape()).map(reading -> probed(candidate, reading, before.shape()));
    }

    /** Activations as one layout reads them. */
    private record Reading(RowLayout layout, RowPattern pattern) {}

    private ProbedLayer probed(CandidateLayer candidate, Reading reading, long[] shape) {
        looksAhead |= reading.pattern().earlier() > 0;
        isMoved |= reading.pattern().ownPosition();
        int width =
                RowPattern.Places.of(reading.layout(), shape, SENTENCES, length).width();
        return new ProbedLayer(candidate.name(), candidate.position(), width, reading.layout());
    }

    private List<RowLayout> fitting(CandidateLayer candidate, long[] shape) {
        int width = width(candidate);
        return Arrays.stream(RowLayout.values())
                .filter(layout -> {
                    long last = shape[shape.length - 1];
                    long found = layout == RowLayout.NCW && shape.length == 3 ? shape[1] : last;
                    return (width == 0 || width == found)
                            && Arrays.equals(layout.shape(SENTENCES, found, length), shape);
                })
                .toList();
    }

    /** The layout that the forward passes leave, else the one that the configuration of DL4J's own layers says, else the user's. */
    private Optional<Reading> decided(CandidateLayer candidate, List<Reading> readings, long[] shape) {
        List<Reading> possible = readings.stream()
                .filter(reading -> reading.pattern().isPossible())
                .toList();
        if (possible.isEmpty()) {
            problems.add("layer '" + candidate.name()
                    + "' gives other rows for a sentence when another one of its batch changes:"
                    + " expecting rows that depend on their own sentence");
            return Optional.empty();
        }
        if (possible.size() == 1) {
            return Optional.of(possible.get(0));
        }
        List<Reading> causal = possible.stream()
                .filter(reading -> reading.pattern().isOfLastPositionOnly())
                .toList();
        if (causal.size() == 1) {
            return Optional.of(causal.get(0));
        }
        Optional<Reading> said = said(candidate, possible);
        if (said.isEmpty()) {
            problems.add("layer '" + candidate.name() + "' gives " + Arrays.toString(shape) + " for " + SENTENCES
                    + " sentences of " + length + " positions, which may be "
                    + possible.stream().map(Reading::layout).toList()
                    + ": expecting network.layout to say which");
        }
        return said;
    }

    private Optional<Reading> said(CandidateLayer candidate, List<Reading> possible) {
        String layout = shadow.isAllOfDl4j() && candidate.type() != null
                ? configured(candidate).name()
                : settings.layout().name();
        return possible.stream()
                .filter(reading -> reading.layout().name().equals(layout))
                .findFirst();
    }

    private static RowLayout configured(CandidateLayer candidate) {
        InputType.@Nullable InputTypeRecurrent type = candidate.sequence();
        return type == null ? RowLayout.BY_TIME : RowLayout.of(type.getFormat());
    }

    private static float[] floats(INDArray activations) {
        INDArray plain =
                activations.castTo(org.nd4j.linalg.api.buffer.DataType.FLOAT).dup('c');
        try {
            return plain.data().asFloat();
        } finally {
            plain.close();
        }
    }
}
