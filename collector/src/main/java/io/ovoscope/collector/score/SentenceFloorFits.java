package io.ovoscope.collector.score;

import io.ovoscope.collector.probe.Design;
import io.ovoscope.collector.probe.FeatureSpace;
import io.ovoscope.collector.probe.Fit;
import io.ovoscope.collector.probe.Items;
import io.ovoscope.collector.probe.L2Selection;
import io.ovoscope.collector.probe.Labels;
import io.ovoscope.collector.probe.ProbeWorkspace;
import io.ovoscope.collector.probe.SentenceFloors;
import io.ovoscope.collector.probe.Split;
import io.ovoscope.wire.Figure;
import io.ovoscope.wire.ProbeSet;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The floors of sentence tasks that are probes themselves: on counts of words, and on the sentence's length alone. */
final class SentenceFloorFits {
    /** Word types that are counted, the commonest of the training part. */
    private static final int VOCABULARY = 1_000;
    /** Longer sentences count as of this length. */
    private static final int LONGEST = 64;

    private static final Logger log = LoggerFactory.getLogger(SentenceFloorFits.class);

    private final ProbeSet set;
    private final ScoreSettings settings;
    private final ProbeWorkspace workspace;

    SentenceFloorFits(ProbeSet set, ScoreSettings settings, ProbeWorkspace workspace) {
        this.set = set;
        this.settings = settings;
        this.workspace = workspace;
    }

    /**
     * The floors of each task, in their order; a floor that cannot be trained is absent.
     *
     * @param sentences sentence of each item
     */
    List<Map<Figure, Double>> of(List<Labels> tasks, int[] sentences, Split split) {
        List<Map<Figure, Double>> floors = tasks.stream()
                .map(task -> (Map<Figure, Double>) new EnumMap<Figure, Double>(Figure.class))
                .toList();
        int[] sentenceOfRow = set.words().sentence();
        int[] train = Arrays.stream(split.train()).map(item -> sentences[item]).toArray();
        Items words =
                SentenceFloors.bagOfWords(set.words().type(), sentenceOfRow, set.sentenceCount(), train, VOCABULARY);
        fit(Figure.BAG_OF_WORDS, words, tasks, sentences, split, floors);
        Items lengths = SentenceFloors.length(sentenceOfRow, set.sentenceCount(), LONGEST);
        fit(Figure.LENGTH_ONLY, lengths, tasks, sentences, split, floors);
        return floors;
    }

    private void fit(
            Figure figure,
            Items features,
            List<Labels> tasks,
            int[] sentences,
            Split split,
            List<Map<Figure, Double>> floors) {
        Design design = workspace.prepare(
                features.at(sentences), split, settings.probeSettings().in(FeatureSpace.CENTRED));
        List<L2Selection.Choice> choices = settings.selection().choose(design, tasks);
        for (int t = 0; t < choices.size(); t++) {
            if (choices.get(t).fit() instanceof Fit.Trained trained) {
                floors.get(t).put(figure, trained.accuracy());
                warnUnlessConverged(trained, figure);
            }
        }
    }

    /** Said once for a probe set: the floor stands in all points. */
    private static void warnUnlessConverged(Fit.Trained floor, Figure figure) {
        if (!floor.converged()) {
            log.warn(
                    "the probe of a floor, {}, stopped after {} iterations before it had converged (score.maxIterations): the floor may be too low",
                    figure.wireName(),
                    floor.iterations());
        }
    }
}
