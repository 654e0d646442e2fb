package io.ovoscope.agent.probeset.task;

/**
 * What the built-in tasks can be told.
 *
 * @param sentLenBins bins of {@code SentLen}
 * @param wcWords words that {@code WC} distinguishes, at most
 * @param wcMinSentencesPerWord labelled sentences that each of them has at least
 * @param wcMaxShareOfSentences share of the sentences that such a word may stand in; more frequent ones say little
 * @param treeDepthStratumWords neighbouring sentence lengths within which {@code TreeDepth} is balanced
 * @param bShiftMaxSentences sentences that {@code BShift} labels at most, altered (which are run in addition) and original together
 * @param somoMaxSentences likewise for {@code SOMO}
 * @param coordInvMaxSentences likewise for {@code CoordInv}
 */
public record TaskSettings(
        int sentLenBins,
        int wcWords,
        int wcMinSentencesPerWord,
        double wcMaxShareOfSentences,
        int treeDepthStratumWords,
        int bShiftMaxSentences,
        int somoMaxSentences,
        int coordInvMaxSentences) {

    public TaskSettings {
        require(sentLenBins >= 2, "sentLenBins " + sentLenBins + ": expecting sentLenBins >= 2");
        require(wcWords >= 2, "wcWords " + wcWords + ": expecting wcWords >= 2");
        require(
                wcMinSentencesPerWord >= 1,
                "wcMinSentencesPerWord " + wcMinSentencesPerWord + ": expecting wcMinSentencesPerWord >= 1");
        require(
                wcMaxShareOfSentences > 0 && wcMaxShareOfSentences <= 1,
                "wcMaxShareOfSentences " + wcMaxShareOfSentences + ": expecting 0 < wcMaxShareOfSentences <= 1");
        require(
                treeDepthStratumWords >= 1,
                "treeDepthStratumWords " + treeDepthStratumWords + ": expecting treeDepthStratumWords >= 1");
        require(
                bShiftMaxSentences >= 0,
                "bShiftMaxSentences " + bShiftMaxSentences + ": expecting bShiftMaxSentences >= 0");
        require(somoMaxSentences >= 0, "somoMaxSentences " + somoMaxSentences + ": expecting somoMaxSentences >= 0");
        require(
                coordInvMaxSentences >= 0,
                "coordInvMaxSentences " + coordInvMaxSentences + ": expecting coordInvMaxSentences >= 0");
    }

    public static TaskSettings defaults() {
        return new TaskSettings(6, 20, 20, 0.05, 2, 1_000, 1_000, 1_000);
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }
}
