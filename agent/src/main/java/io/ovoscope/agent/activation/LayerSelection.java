package io.ovoscope.agent.activation;

import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.conf.inputs.InputType;

/** Chooses the layers to probe and finds the layout of each in the network's configuration. */
final class LayerSelection {
    private LayerSelection() {}

    /**
     * The layers named, or all suitable ones where none is named, in the order of the forward pass.
     *
     * @throws IllegalArgumentException naming every layer that is missing or unsuitable, and those that there are
     */
    static List<ProbedLayer> of(List<CandidateLayer> candidates, List<String> names) {
        List<String> problems = new ArrayList<>();
        List<ProbedLayer> chosen = new ArrayList<>();
        for (CandidateLayer candidate : candidates) {
            InputType.InputTypeRecurrent type = candidate.sequence();
            boolean wanted =
                    names.isEmpty() ? candidate.isLayer() && !candidate.isOutput() : names.contains(candidate.name());
            if (wanted && type != null) {
                int width = Math.toIntExact(type.getSize());
                chosen.add(
                        new ProbedLayer(candidate.name(), candidate.position(), width, RowLayout.of(type.getFormat())));
            } else if (wanted && !names.isEmpty()) {
                problems.add("layer '" + candidate.name() + "' gives " + candidate.type()
                        + " by the network's configuration: expecting one output per position");
            }
        }
        List<String> known = candidates.stream().map(CandidateLayer::name).toList();
        names.stream()
                .filter(name -> !known.contains(name))
                .forEach(name -> problems.add("no layer '" + name + "': expecting some of " + known));
        if (chosen.isEmpty() && problems.isEmpty()) {
            problems.add("no layer of " + known + " has one output per position: nothing to probe");
        }
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", problems));
        }
        return chosen;
    }
}
