package io.ovoscope.agent.probeset.task;

/**
 * One item with its label.
 *
 * @param sentence index in {@link ProbeSentences}
 * @param first index of the word within the sentence, −1 for the whole sentence
 * @param second index of the other word of a pair, else −1
 * @param label name of the class
 */
public record LabelledItem(int sentence, int first, int second, String label) {
    public static LabelledItem ofToken(int sentence, int word, String label) {
        return new LabelledItem(sentence, word, -1, label);
    }

    public static LabelledItem ofSentence(int sentence, String label) {
        return new LabelledItem(sentence, -1, -1, label);
    }

    public static LabelledItem ofPair(int sentence, int first, int second, String label) {
        return new LabelledItem(sentence, first, second, label);
    }
}
