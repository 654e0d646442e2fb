package io.ovoscope.demo.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TrainingWindowsTest {

    private static final int TOKENS = 8;
    /** Sentence k (from 2) is {@code <s> k k ... k}, k words long. */
    private static final List<int[]> SENTENCES = IntStream.rangeClosed(2, 12)
            .mapToObj(k -> {
                int[] sentence = new int[k + 1];
                Arrays.fill(sentence, k);
                sentence[0] = Vocabulary.BOUNDARY;
                return sentence;
            })
            .toList();

    @Test
    void everyWindowIsFullAndBeginsWithASentence() {
        int[][] windows = windows(1).next(200);

        assertThat(List.of(windows)).allSatisfy(window -> {
            assertThat(window).hasSize(TOKENS + 1).startsWith(Vocabulary.BOUNDARY);
            for (int i = 1; i < window.length; i++) {
                boolean begins = window[i] == Vocabulary.BOUNDARY;
                assertThat(begins || window[i] == window[i - 1] || window[i - 1] == Vocabulary.BOUNDARY)
                        .isTrue();
            }
        });
    }

    @Test
    void everySentenceIsReadOnceAnEpoch() {
        TrainingWindows windows = windows(2);
        int[] begun = new int[13];
        while (windows.epochs() < 2) {
            int[] window = windows.next(1)[0];
            for (int i = 0; i + 1 < window.length && windows.epochs() < 2; i++) {
                if (window[i] == Vocabulary.BOUNDARY) {
                    begun[window[i + 1]]++;
                }
            }
        }

        // The last window of the first epoch runs into the second and is not counted.
        assertThat(IntStream.rangeClosed(2, 12).map(k -> begun[k])).allMatch(count -> count <= 1);
        assertThat(IntStream.rangeClosed(2, 12).map(k -> begun[k]).sum()).isGreaterThanOrEqualTo(SENTENCES.size() - 4);
    }

    @Test
    void sameSeedGivesTheSameWindowsAndEveryEpochAnotherOrder() {
        int[][] first = windows(3).next(100);

        assertThat(windows(3).next(100)).isDeepEqualTo(first);
        assertThat(windows(4).next(100)).isNotEqualTo(first);
        assertThat(Arrays.stream(first).map(Arrays::toString).distinct().count())
                .isGreaterThan(30);
    }

    @Test
    void nothingToTrainOnIsRefused() {
        assertThatThrownBy(() -> new TrainingWindows(List.of(), TOKENS, new Random(1)))
                .hasMessageContaining("no sentences");
        assertThatThrownBy(() -> new TrainingWindows(SENTENCES, 1, new Random(1)))
                .hasMessageContaining("windowTokens 1");
    }

    private static TrainingWindows windows(long seed) {
        return new TrainingWindows(SENTENCES, TOKENS, new Random(seed));
    }
}
