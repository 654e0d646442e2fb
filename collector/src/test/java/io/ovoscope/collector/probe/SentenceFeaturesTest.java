package io.ovoscope.collector.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SentenceFeaturesTest {
    private static final int[] SENTENCE_OF_ROW = {0, 0, 1, 1, 1, -1, 3};
    private static final int[] TYPE_OF_ROW = {4, 4, 9, 4, 2, 4, 9};

    @Test
    void meansArePerSentenceAndZeroWhereThereAreNoRows() {
        float[] rows = {1, 10, 3, 30, 1, 1, 2, 2, 6, 6, 99, 99, 5, 7};

        assertThat(SentenceMeans.of(rows, 2, SENTENCE_OF_ROW, 4)).containsExactly(2, 20, 3, 3, 0, 0, 5, 7);
    }

    @Test
    void bagOfWordsCountsTheCommonestTrainingTypes() {
        // In sentences 0 and 1: type 4 three times, 2 and 9 once each; the lower number wins.
        Items bag = SentenceFloors.bagOfWords(TYPE_OF_ROW, SENTENCE_OF_ROW, 4, new int[] {0, 1}, 2);

        assertThat(bag.width()).isEqualTo(2);
        assertThat(bag.parts().get(0).rows()).containsExactly(2, 0, 1, 1, 0, 0, 0, 0);
    }

    @Test
    void lengthIsOneFeaturePerLengthAndOneForAllAbove() {
        Items length = SentenceFloors.length(SENTENCE_OF_ROW, 4, 2);

        assertThat(length.width()).isEqualTo(3);
        assertThat(length.parts().get(0).rows()).containsExactly(0, 0, 1, 0, 0, 1, 1, 0, 0, 0, 1, 0);
    }

    @Test
    void lengthFloorKnowsLengthAndTheBagKnowsWords() {
        Random random = new Random(71);
        int[] lengths = random.ints(800, 2, 12).toArray();
        int[] sentenceOf = IntStream.range(0, 800)
                .flatMap(s -> IntStream.range(0, lengths[s]).map(i -> s))
                .toArray();
        int[] typeOf = random.ints(sentenceOf.length, 0, 30).toArray();
        int[] holdsSeven = new int[800];
        IntStream.range(0, typeOf.length).filter(r -> typeOf[r] == 7).forEach(r -> holdsSeven[sentenceOf[r]] = 1);
        Labels length = new Labels(IntStream.of(lengths).map(l -> l / 4).toArray(), 4);
        Labels word = new Labels(holdsSeven, 2);
        Split split = Split.byPart(
                IntStream.range(0, 800).map(s -> s % 4 == 3 ? 2 : 0).toArray());

        Items lengths64 = SentenceFloors.length(sentenceOf, 800, 64);
        Items bag = SentenceFloors.bagOfWords(typeOf, sentenceOf, 800, split.train(), 1000);
        assertThat(accuracy(lengths64, length, split)).isEqualTo(1);
        assertThat(accuracy(bag, word, split)).isGreaterThan(0.99);
        assertThat(accuracy(lengths64, word, split)).isLessThan(0.9);
    }

    private static double accuracy(Items items, Labels labels, Split split) {
        ProbeSettings settings = ProbeSettings.DEFAULT.in(FeatureSpace.CENTRED);
        return new Planted(items, labels, split, 0).train(0.1, settings).accuracy();
    }
}
