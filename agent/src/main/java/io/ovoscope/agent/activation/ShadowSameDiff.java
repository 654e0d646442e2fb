package io.ovoscope.agent.activation;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.nd4j.autodiff.listeners.At;
import org.nd4j.autodiff.listeners.Operation;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.autodiff.samediff.internal.InferenceSession;
import org.nd4j.autodiff.samediff.internal.SameDiffOp;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The shadow of a SameDiff graph: written as SameDiff would write it to a file, without the updater's state, and read back. What it gives
 * for the first batch is compared with what the graph itself gives, because SameDiff loses settings of some operations on that way.
 */
final class ShadowSameDiff implements ShadowNetwork {
    private final SameDiff graph;
    private final SameDiffPlaceholders placeholders;
    private final FlatVariables variables;
    private final InferenceSession session;
    private @Nullable SameDiff original;

    ShadowSameDiff(SameDiff original, SameDiffInput input) {
        this.graph = copy(original);
        this.original = original;
        this.placeholders = new SameDiffPlaceholders(graph, input);
        this.variables = new FlatVariables(graph);
        this.session = new InferenceSession(graph);
    }

    private static SameDiff copy(SameDiff original) {
        try {
            ByteBuffer bytes = original.asFlatBuffers(false);
            return SameDiff.fromFlatBuffers(bytes, false);
        } catch (IOException | RuntimeException e) {
            throw new IllegalArgumentException(
                    "SameDiff cannot write this graph and read it back (asFlatBuffers, fromFlatBuffers), so that no copy of it"
                            + " can be made: expecting a graph that SameDiff.save and SameDiff.load work for",
                    e);
        }
    }

    @Override
    public NetworkInput input() {
        return placeholders.input();
    }

    /** What operations give, in the order in which they were put into the graph; none of it is a layer unless somebody says so. */
    @Override
    public List<CandidateLayer> candidates() {
        Set<String> losses = new HashSet<>(graph.getLossVariables());
        List<CandidateLayer> candidates = new ArrayList<>();
        for (SameDiffOp operation : graph.getOps().values()) {
            for (String name : operation.getOutputsOfOp()) {
                @Nullable SDVariable variable = graph.getVariable(name);
                if (variable != null && variable.dataType().isFPType()) {
                    candidates.add(new CandidateLayer(name, candidates.size(), false, losses.contains(name), null));
                }
            }
        }
        return candidates;
    }

    /** Every batch is as long as the longest sentence: a session keeps the memory of each length that it has seen. */
    @Override
    public boolean hasSameDiff() {
        return true;
    }

    @Override
    public boolean takesMask() {
        return placeholders.takesMask();
    }

    @Override
    public boolean isAllOfDl4j() {
        return false;
    }

    @Override
    public void setParameters(INDArray parameters) {
        variables.copyFrom(parameters);
    }

    @Override
    public INDArray parameters() {
        throw new UnsupportedOperationException("no checkpoints are made of SameDiff graphs");
    }

    @Override
    public Activations forward(INDArray ids, @Nullable INDArray mask, List<? extends PlacedLayer> layers) {
        Map<String, INDArray> values = placeholders.of(ids, mask);
        List<String> names = layers.stream().map(PlacedLayer::name).toList();
        if (original == null) {
            return run(session, names, values);
        }
        Activations first = firstRun(names, values, ids.shape());
        compare(original, names, values, first.wanted());
        original = null;
        return first;
    }

    private Activations firstRun(List<String> names, Map<String, INDArray> values, long[] shape) {
        try {
            return run(session, names, values);
        } catch (RuntimeException e) {
            throw new RefusedGraphException(
                    "SameDiff does not run to the layers " + names + " for " + shape[0] + " sentences of " + shape[2]
                            + " positions: " + e.getMessage()
                            + ": expecting layers that need no other placeholders than"
                            + " " + values.keySet() + ", and network.sequenceLength to be what the graph was built for",
                    e);
        }
    }

    /** As {@code SameDiff.output} does it in inference mode, without the graph's listeners and without a session that the graph keeps. */
    private static Activations run(InferenceSession session, List<String> names, Map<String, INDArray> placeholders) {
        Map<String, INDArray> outputs = session.output(
                names, placeholders, null, Collections.emptySet(), List.of(), At.defaultAt(Operation.INFERENCE));
        return new Activations(
                names.stream()
                        .map(name -> Objects.requireNonNull(outputs.get(name), name))
                        .toList(),
                outputs.values());
    }

    /** Twice, to tell what differs from one time to the next from what the copy has lost. */
    private static void compare(
            SameDiff original, List<String> names, Map<String, INDArray> values, List<INDArray> copied) {
        List<String> problems = new ArrayList<>();
        try (Activations one = run(new InferenceSession(original), names, values);
                Activations other = run(new InferenceSession(original), names, values)) {
            for (int i = 0; i < names.size(); i++) {
                if (!hasSameBits(one.wanted().get(i), other.wanted().get(i))) {
                    problems.add(
                            "layer '" + names.get(i) + "' gives other values each time for the same input: expecting"
                                    + " none that depends on a random operation, which SameDiff runs in inference mode too;"
                                    + " where a placeholder turns it off, give its number (SameDiffInput.with)");
                } else if (!hasSameBits(one.wanted().get(i), copied.get(i))) {
                    problems.add(
                            "layer '" + names.get(i) + "' gives other values in a copy that SameDiff has written and"
                                    + " read back: expecting layers before the operation that SameDiff loses settings of");
                }
            }
        }
        if (!problems.isEmpty()) {
            throw new RefusedGraphException(String.join("; ", problems));
        }
    }

    /** Also where both are NaN. */
    private static boolean hasSameBits(INDArray one, INDArray other) {
        return Arrays.equals(one.shape(), other.shape()) && Arrays.equals(doubles(one), doubles(other));
    }

    private static double[] doubles(INDArray array) {
        INDArray plain = array.dup('c');
        try {
            return plain.data().asDouble();
        } finally {
            plain.close();
        }
    }
}
