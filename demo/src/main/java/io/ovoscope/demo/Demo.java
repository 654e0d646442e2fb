package io.ovoscope.demo;

import io.ovoscope.demo.corpus.DemoText;
import io.ovoscope.demo.corpus.TextSource;
import io.ovoscope.demo.corpus.TrainingWindows;
import io.ovoscope.demo.corpus.Vocabulary;
import io.ovoscope.demo.model.LanguageModel;
import io.ovoscope.demo.model.TrainingProgress;
import io.ovoscope.demo.model.TrainingRun;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * A demonstration that is ready to train: text read, probe sentences held out, model at step 0. Whoever watches it adds
 * listeners to {@code model().network()} before {@link #training} is run.
 *
 * @param config what was asked for; the vocabulary of {@code model} is smaller if the text has fewer words
 * @param text what is trained and probed on
 * @param vocabulary turns the words of both into numbers
 * @param model freshly initialised
 */
public record Demo(DemoConfig config, DemoText text, Vocabulary vocabulary, LanguageModel model) {

    /**
     * Reads the text and makes the model.
     *
     * @throws IOException if the text cannot be read
     */
    public static Demo prepare(TextSource source, DemoConfig config) throws IOException {
        DemoText text = source.read(config.probe());
        Vocabulary vocabulary =
                Vocabulary.commonest(text.training(), config.model().vocabulary());
        LanguageModel model = LanguageModel.create(config.model().withVocabulary(vocabulary.size()), config.training());
        return new Demo(config, text, vocabulary, model);
    }

    /**
     * The training of the model, not yet begun.
     *
     * @param nanoClock a clock that only runs forward, in nanoseconds
     * @param onProgress told after every update, on the training thread
     */
    public TrainingRun training(LongSupplier nanoClock, Consumer<TrainingProgress> onProgress) {
        List<int[]> sentences = text.training().stream().map(vocabulary::encode).toList();
        TrainingWindows windows = new TrainingWindows(
                sentences,
                config.model().windowTokens(),
                new Random(config.training().seed()));
        return new TrainingRun(model, windows, config.training(), nanoClock, onProgress);
    }
}
