package io.ovoscope.demo.model;

import io.ovoscope.demo.corpus.Sentence;
import io.ovoscope.demo.corpus.TrainingWindows;
import io.ovoscope.demo.corpus.Vocabulary;
import io.ovoscope.demo.model.ModelConfig.Architecture;
import java.time.Duration;
import java.util.List;
import java.util.Random;

/** A text so regular that a small model learns most of it in seconds. */
final class TinyText {

    static final int TOKENS = 12;

    private static final List<Sentence> SENTENCES = List.of(
            sentence("the cat sleeps on the mat ."),
            sentence("the dog barks at the cat ."),
            sentence("a bird sings in the tree ."),
            sentence("a fish swims in the sea ."),
            sentence("the cat sees a bird and a fish ."));

    private static final Vocabulary VOCABULARY = Vocabulary.commonest(SENTENCES, 100);

    private TinyText() {}

    static TrainingWindows windows(long seed) {
        return new TrainingWindows(SENTENCES.stream().map(VOCABULARY::encode).toList(), TOKENS, new Random(seed));
    }

    static ModelConfig model(Architecture architecture, long seed) {
        return new ModelConfig(architecture, 16, 2, 2, VOCABULARY.size(), TOKENS, 8, seed);
    }

    static TrainingConfig training(int steps) {
        return new TrainingConfig(8, 1e-2, 1, steps, Duration.ofMinutes(5), 7);
    }

    private static Sentence sentence(String words) {
        return new Sentence(List.of(words.split(" ", -1)));
    }
}
