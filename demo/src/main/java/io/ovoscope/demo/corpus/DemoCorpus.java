package io.ovoscope.demo.corpus;

import io.ovoscope.agent.probeset.HeldOut;
import io.ovoscope.agent.probeset.ProbeCorpus;
import java.util.ArrayList;
import java.util.List;

/**
 * Text to train on and a probe set, none of whose sentences occur in that text (by {@link HeldOut}).
 *
 * @param name of the source, for people
 * @param training sentences to train on
 * @param probes what is probed with
 * @param removed how many sentences were taken out of the training text because a probe sentence occurs in them
 */
public record DemoCorpus(String name, List<Sentence> training, ProbeCorpus probes, int removed) {
    /** Checks that there is text to train on. */
    public DemoCorpus {
        training = List.copyOf(training);
        if (training.isEmpty()) {
            throw new IllegalArgumentException(name + ": no sentence to train on is left: expecting at least one");
        }
    }

    /** Takes every sentence in which a probe sentence occurs out of the training text, and counts them. */
    static DemoCorpus withoutOverlap(String name, List<Sentence> training, ProbeCorpus probes) {
        HeldOut heldOut = new HeldOut(probes);
        List<Sentence> kept = new ArrayList<>(training);
        kept.removeIf(sentence -> !heldOut.isAbsentFrom(String.join(" ", sentence.words())));
        return new DemoCorpus(name, kept, probes, training.size() - kept.size());
    }
}
