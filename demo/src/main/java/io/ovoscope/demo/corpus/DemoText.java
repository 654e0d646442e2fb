package io.ovoscope.demo.corpus;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Text to train on and text to probe with. No probe sentence occurs in the training text, by
 * {@link Sentence#normalised()}.
 *
 * @param name of the source, for people
 * @param training sentences to train on
 * @param probe sentences held out
 * @param removed how many sentences were taken out of the training text because they equal a probe sentence
 */
public record DemoText(String name, List<Sentence> training, List<ProbeSentence> probe, int removed) {

    /** Checks that there is text, and that nothing is both trained and probed on. */
    public DemoText {
        training = List.copyOf(training);
        probe = List.copyOf(probe);
        if (training.isEmpty() || probe.isEmpty()) {
            throw new IllegalArgumentException(name + ": " + training.size() + " training and " + probe.size()
                    + " probe sentences: expecting at least one of each");
        }
        Set<String> heldOut = normalised(probe);
        List<Sentence> both = training.stream()
                .filter(sentence -> heldOut.contains(sentence.normalised()))
                .limit(3)
                .toList();
        if (!both.isEmpty()) {
            throw new IllegalArgumentException(
                    name + ": expecting no probe sentence in the training text, but found " + both);
        }
    }

    /** Takes every sentence that equals a probe sentence out of the training text, and counts them. */
    public static DemoText withoutOverlap(String name, List<Sentence> training, List<ProbeSentence> probe) {
        Set<String> heldOut = normalised(probe);
        List<Sentence> kept = new ArrayList<>(training);
        kept.removeIf(sentence -> heldOut.contains(sentence.normalised()));
        return new DemoText(name, kept, probe, training.size() - kept.size());
    }

    private static Set<String> normalised(List<ProbeSentence> probe) {
        return probe.stream().map(held -> held.sentence().normalised()).collect(Collectors.toSet());
    }
}
