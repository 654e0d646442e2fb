package io.ovoscope.agent.probeset;

import io.ovoscope.agent.probeset.sentence.TextLayout;
import io.ovoscope.agent.probeset.task.BuiltInTasks;
import io.ovoscope.agent.probeset.task.TaskSettings;
import io.ovoscope.wire.LabelSource;
import io.ovoscope.wire.Split;
import java.util.List;

/**
 * How a probe set is made from text.
 *
 * @param seed of every choice: equal text and settings with an equal seed give an equal probe set
 * @param maxSentences unaltered sentences of each source at most, chosen by chance, those that carry labels of the caller's own before
 *     others; altered ones come in addition
 * @param maxWordsPerSentence longer sentences are left out: set it to what the encoder's window holds
 * @param trainShare share of the sentences that probes are trained on
 * @param developmentShare share of the sentences that the penalty is chosen on; the rest is the test part
 * @param minTrainItemsPerClass a class with fewer training items is not probed, its items stay without a label
 * @param tasks names of the built-in tasks that are wanted
 * @param taskOptions what these can be told
 * @param conlluLabels who annotated CoNLL-U files: people, or another model
 * @param textLayout how raw text is laid out
 * @param language of raw text as a BCP 47 tag, for its sentence and word boundaries
 */
public record ProbeSetSettings(
        long seed,
        int maxSentences,
        int maxWordsPerSentence,
        double trainShare,
        double developmentShare,
        int minTrainItemsPerClass,
        List<String> tasks,
        TaskSettings taskOptions,
        LabelSource conlluLabels,
        TextLayout textLayout,
        String language) {

    public ProbeSetSettings {
        tasks = List.copyOf(tasks);
        require(maxSentences >= 1, "maxSentences " + maxSentences + ": expecting maxSentences >= 1");
        require(
                maxWordsPerSentence >= 1,
                "maxWordsPerSentence " + maxWordsPerSentence + ": expecting maxWordsPerSentence >= 1");
        require(trainShare > 0 && trainShare < 1, "trainShare " + trainShare + ": expecting 0 < trainShare < 1");
        require(
                developmentShare > 0 && trainShare + developmentShare < 1,
                "developmentShare " + developmentShare
                        + ": expecting developmentShare > 0 and trainShare + developmentShare < 1,"
                        + " since the rest is the test part");
        require(
                minTrainItemsPerClass >= 1,
                "minTrainItemsPerClass " + minTrainItemsPerClass + ": expecting minTrainItemsPerClass >= 1");
        List<String> known = BuiltInTasks.names();
        List<String> unknown =
                tasks.stream().filter(task -> !known.contains(task)).toList();
        require(unknown.isEmpty(), "tasks " + unknown + ": expecting some of " + known);
    }

    /** 2,000 sentences of up to 50 words, split 60/10/30, every built-in task. */
    public static ProbeSetSettings defaults() {
        return new ProbeSetSettings(
                1,
                2_000,
                50,
                0.6,
                0.1,
                5,
                BuiltInTasks.names(),
                TaskSettings.defaults(),
                LabelSource.GOLD,
                TextLayout.PROSE,
                "en");
    }

    /** Share of the sentences that come into a part. */
    double share(Split part) {
        return switch (part) {
            case TRAIN -> trainShare;
            case DEVELOPMENT -> developmentShare;
            case TEST -> 1 - trainShare - developmentShare;
        };
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }
}
