package io.ovoscope.agent.activation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.jspecify.annotations.Nullable;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Fills the placeholders of a graph for the probe set. */
final class SameDiffPlaceholders {
    private final SameDiffInput input;
    private final int idsRank;
    private final int length;
    private final Map<String, INDArray> fixed = new HashMap<>();

    SameDiffPlaceholders(SameDiff graph, SameDiffInput input) {
        this.input = input;
        long[] shape = graph.getVariable(input.ids()).getShape();
        this.idsRank = shape == null ? 2 : shape.length;
        this.length = shape == null ? 0 : Math.toIntExact(Math.max(0, shape[shape.length - 1]));
        input.fixed()
                .forEach((name, value) -> fixed.put(
                        name, Nd4j.scalar(value).castTo(graph.getVariable(name).dataType())));
    }

    /**
     * Sees that the placeholders are there and take what they will be given.
     *
     * @throws IllegalArgumentException naming everything that is wrong with them
     */
    static void check(SameDiff graph, SameDiffInput input) {
        List<String> problems = new ArrayList<>();
        List<String> names = new ArrayList<>(List.of(input.ids()));
        input.mask().ifPresent(names::add);
        names.addAll(input.fixed().keySet());
        for (String name : names) {
            @Nullable SDVariable variable = graph.getVariable(name);
            if (variable == null || !variable.isPlaceHolder()) {
                problems.add("no placeholder '" + name + "': expecting some of " + graph.inputs());
            } else if (!input.fixed().containsKey(name) && variable.getShape() != null) {
                problem(name, variable.getShape(), name.equals(input.ids())).ifPresent(problems::add);
            }
        }
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", problems));
        }
    }

    private static java.util.Optional<String> problem(String name, long[] shape, boolean isIds) {
        boolean isPlain = shape.length == 2;
        boolean isOneRow = isIds && shape.length == 3 && shape[1] == 1;
        boolean isOfAnyNumber = shape.length > 0 && shape[0] < 0;
        return (isPlain || isOneRow) && isOfAnyNumber
                ? java.util.Optional.empty()
                : java.util.Optional.of("placeholder '" + name + "' of shape " + Arrays.toString(shape)
                        + ": expecting [-1, time]" + (isIds ? " or [-1, 1, time]" : "")
                        + ", any number of sentences" + (isIds ? " of piece ids" : ""));
    }

    NetworkInput input() {
        return new NetworkInput(NetworkInput.Kind.IDS, input.vocabulary(), RNNFormat.NCW, length);
    }

    boolean takesMask() {
        return input.mask().isPresent();
    }

    /**
     * What the graph is run with; the arrays stay the caller's.
     *
     * @param ids [sentences, 1, time]
     * @param mask [sentences, time]; null for none
     */
    Map<String, INDArray> of(INDArray ids, @Nullable INDArray mask) {
        Map<String, INDArray> values = new HashMap<>(fixed);
        values.put(input.ids(), idsRank == 3 ? ids : ids.reshape('c', ids.size(0), ids.size(2)));
        input.mask().ifPresent(name -> values.put(name, mask == null ? Nd4j.ones(ids.size(0), ids.size(2)) : mask));
        return values;
    }
}
