package io.ovoscope.collector.score;

import io.ovoscope.collector.probe.CodeLength;
import io.ovoscope.collector.probe.Design;
import io.ovoscope.collector.probe.Items;
import io.ovoscope.collector.probe.OnlineCode;
import io.ovoscope.collector.probe.Target;
import io.ovoscope.wire.Figure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Online code lengths of the training labels (Voita and Titov 2020), of the tasks of one input.
 *
 * @param design what their probes were trained on; it is spent
 * @param items what it was prepared from
 */
record CodeLengths(ScoreSettings settings, PreparedInput input, Design design, Items items) implements CostlyFigures {

    @Override
    public Cadence cadence() {
        return new Cadence("code length", "score.codelengthEvery", settings.codelengthEvery());
    }

    @Override
    public List<Addition> of(List<TaskScore> due) {
        List<Target> targets = due.stream()
                .map(score -> new Target(
                        score.task().labels(), score.probe().l2(), score.probe().weights()))
                .toList();
        List<CodeLength> codes = OnlineCode.of(design, items, targets, input.source(), settings.seed());
        List<Addition> additions = new ArrayList<>();
        for (CodeLength code : codes) {
            Map<Figure, Double> figures =
                    Map.of(Figure.CODELENGTH, code.bits(), Figure.COMPRESSION, code.compression());
            additions.add(new Addition(figures, remarks(code)));
        }
        return additions;
    }

    private static List<String> remarks(CodeLength code) {
        if (code.prefixes().isEmpty()) {
            return List.of("code length: the uniform code's, because no prefix has as many items as there are classes");
        }
        return code.converged()
                ? List.of()
                : List.of("code length: some of its probes stopped before they had converged; it is an upper bound");
    }
}
