package io.ovoscope.collector.emergence;

import io.ovoscope.collector.probe.Clusters;
import io.ovoscope.collector.probe.Outcomes;

/** The resamples of a task's test items, whole sentences at a time. */
public final class TaskResamples {
    private final Clusters sentences;
    private final SentenceResamples resamples;
    /** Items of each resample: their number varies with the sentences drawn. */
    private final float[] items;

    /**
     * Of a task's test items.
     *
     * @param sentences of the items, numbered alike in all tasks that are to be resampled alike
     */
    public TaskResamples(Clusters sentences, SentenceResamples resamples) {
        this.sentences = sentences;
        this.resamples = resamples;
        int[] sizes = new int[sentences.count()];
        for (int c = 0; c < sizes.length; c++) {
            sizes[c] = sentences.size(c);
        }
        items = sums(sizes);
    }

    /** What an accuracy is in each resample: right items over items, whose numbers both vary. */
    public Replicates of(Outcomes outcomes) {
        double accuracy = outcomes.accuracy();
        float[] resampled = sums(sentences.correct(outcomes));
        for (int r = 0; r < resampled.length; r++) {
            // A resample without any item, which only very few sentences have, says nothing.
            resampled[r] = items[r] == 0 ? (float) accuracy : resampled[r] / items[r];
        }
        return Replicates.of(accuracy, resampled);
    }

    private float[] sums(int[] perSentence) {
        float[] sums = new float[resamples.count()];
        for (int c = 0; c < perSentence.length; c++) {
            if (perSentence[c] != 0) {
                add(sums, perSentence[c], resamples.timesOf(sentences.sentence(c)));
            }
        }
        return sums;
    }

    private static void add(float[] sums, float value, float[] times) {
        for (int r = 0; r < sums.length; r++) {
            sums[r] += value * times[r];
        }
    }
}
