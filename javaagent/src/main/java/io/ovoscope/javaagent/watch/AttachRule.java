package io.ovoscope.javaagent.watch;

import io.ovoscope.agent.AttachSettings;
import java.util.Optional;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.optimize.api.TrainingListener;

/** Which networks are to be watched. */
record AttachRule(AttachSettings settings) {
    private static final String OUR_LISTENER = "io.ovoscope.agent.SnapshotListener";

    /** Why a network is left alone; empty where it is not. */
    Optional<String> objection(Model network) {
        if (isWatchedByItsProgram(network)) {
            return Optional.of("the program watches it by a line of code");
        }
        if (!settings.classes().isEmpty() && !isWanted(network.getClass())) {
            return Optional.of("its class is none of attach.classes " + settings.classes());
        }
        long parameters = network.params().length();
        if (parameters < settings.minParameters()) {
            return Optional.of(
                    "it has " + parameters + " parameters, and attach.minParameters is " + settings.minParameters());
        }
        return Optional.empty();
    }

    private boolean isWanted(Class<?> type) {
        for (Class<?> each = type; each != null; each = each.getSuperclass()) {
            if (settings.classes().contains(each.getName())
                    || settings.classes().contains(each.getSimpleName())) {
                return true;
            }
        }
        return false;
    }

    /**
     * By name: the program's Ovoscope is in another class loader. One of our own is that of another network, which this one is a clone
     * of.
     */
    private static boolean isWatchedByItsProgram(Model network) {
        Iterable<TrainingListener> listeners = network instanceof MultiLayerNetwork stack
                ? stack.getListeners()
                : ((ComputationGraph) network).getListeners();
        for (TrainingListener each : listeners) {
            Class<?> type = each.getClass();
            if (type.getName().equals(OUR_LISTENER) && type.getClassLoader() != AttachRule.class.getClassLoader()) {
                return true;
            }
        }
        return false;
    }
}
