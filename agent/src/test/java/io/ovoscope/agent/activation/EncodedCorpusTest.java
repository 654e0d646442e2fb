package io.ovoscope.agent.activation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ovoscope.agent.TinyCorpus;
import io.ovoscope.agent.probeset.ProbeCorpus;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class EncodedCorpusTest {
    private static final ProbeCorpus CORPUS =
            TinyCorpus.of(List.of(List.of("The", "cat"), List.of("sat"), List.of("on", "the", "zyzzyva")));

    private static EncodedCorpus encode(WordEncoder encoder, double maxUnknownShare) {
        return EncodedCorpus.encode(CORPUS.set(), CORPUS.sentences(), encoder, maxUnknownShare);
    }

    @Test
    void wordsBecomeIdsBetweenStartAndEnd() {
        WordVocabulary vocabulary = new WordVocabulary(
                Map.of("the", 5, "cat", 6, "sat", 7, "on", 8), 1, true, OptionalInt.of(2), OptionalInt.of(3));
        EncodedCorpus corpus = encode(vocabulary, 0.9);
        EncodedSentence first = corpus.sentences().get(0);
        assertThat(first.pieces()).containsExactly(2, 5, 6, 3);
        assertThat(first.firstPiece()).containsExactly(1, 2, 3);
        assertThat(corpus.sentences().get(2).pieces()).containsExactly(2, 8, 5, 1, 3);
        assertThat(corpus.rows()).isEqualTo(6);
        assertThat(corpus.unknownShare()).isEqualTo(1 / 6.0);
        assertThat(corpus.description()).isEqualTo("vocabulary of 4 words, lower-cased; 16.7% of the words unknown");
    }

    @Test
    void caseIsKeptWhereTheVocabularyKeepsIt() {
        EncodedCorpus corpus = encode(new WordVocabulary(Map.of("the", 5, "cat", 6, "sat", 7, "on", 8), 1, false), 0.9);
        assertThat(corpus.sentences().get(0).pieces()).containsExactly(1, 6);
    }

    @Test
    void probeSetThatTheVocabularyDoesNotKnowIsRefusedWithNumbers() {
        WordVocabulary foreign = new WordVocabulary(Map.of("le", 1, "chat", 2, "on", 3), 0, true);
        assertThatThrownBy(() -> encode(foreign, 0.8))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(
                        "5 of the 6 words of the probe set (83.3%) are unknown to the vocabulary of 3 words")
                .hasMessageContaining("at most 80.0% (network.maxUnknownShare)");
    }

    @Test
    void sentencesMustFitTheProbeSet() {
        WordVocabulary vocabulary = new WordVocabulary(Map.of("the", 1), 0, true);
        List<List<String>> short1 = List.of(List.of("The"), List.of("sat"), List.of("on", "the", "mat"));
        assertThatThrownBy(() -> EncodedCorpus.encode(CORPUS.set(), short1, vocabulary, 1))
                .hasMessage("sentence 0 has 1 words: expecting the 2 of the probe set");
        assertThatThrownBy(() -> EncodedCorpus.encode(CORPUS.set(), List.of(), vocabulary, 1))
                .hasMessage("0 sentences: expecting the 3 of the probe set");
    }

    @Test
    void wordWithoutPiecesIsRefusedByName() {
        WordEncoder none = new WordEncoder() {
            @Override
            public int[] encode(String word) {
                return word.equals("cat") ? new int[0] : new int[] {1};
            }

            @Override
            public OptionalInt unknownId() {
                return OptionalInt.empty();
            }

            @Override
            public String description() {
                return "encoder under test";
            }
        };
        assertThatThrownBy(() -> encode(none, 1))
                .hasMessage("word 'cat' has no pieces in the encoder under test: expecting at least one");
    }
}
