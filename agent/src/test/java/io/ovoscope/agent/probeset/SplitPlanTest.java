package io.ovoscope.agent.probeset;

import static org.assertj.core.api.Assertions.assertThat;

import io.ovoscope.agent.probeset.sentence.AnnotatedSentence;
import io.ovoscope.wire.Split;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SplitPlanTest {
    private static ProbeSetSettings seeded(long seed) {
        return Settings.with(seed, 10_000, 50);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void documentsStayWholeAndPartsComeNearTheirShares(long seed) {
        Random random = new Random(seed);
        List<AnnotatedSentence> sentences = new ArrayList<>();
        for (int document = 0; sentences.size() < 2_000; document++) {
            for (AnnotatedSentence sentence : SentencesOfOurOwn.many(1 + random.nextInt(15), seed + document)) {
                sentences.add(sentence.withDocument("d" + document));
            }
        }
        SplitPlan plan = SplitPlan.of(sentences, seeded(seed));
        Map<String, Split> ofDocument = new HashMap<>();
        for (int s = 0; s < sentences.size(); s++) {
            Split split = plan.splits().get(s);
            assertThat(ofDocument.computeIfAbsent(sentences.get(s).document().orElseThrow(), any -> split))
                    .isEqualTo(split);
        }
        assertThat(plan.remarks()).isEmpty();
        double n = sentences.size();
        assertThat(Collections.frequency(plan.splits(), Split.TRAIN) / n).isBetween(0.58, 0.62);
        assertThat(Collections.frequency(plan.splits(), Split.DEVELOPMENT) / n).isBetween(0.08, 0.12);
        assertThat(Collections.frequency(plan.splits(), Split.TEST) / n).isBetween(0.28, 0.32);
    }

    @Test
    void withoutDocumentsTheSharesAreMetExactlyAndTheSeedDecidesWhoIsWhere() {
        List<AnnotatedSentence> sentences = SentencesOfOurOwn.many(500, 1);
        SplitPlan plan = SplitPlan.of(sentences, seeded(1));
        assertThat(Collections.frequency(plan.splits(), Split.TRAIN)).isEqualTo(300);
        assertThat(Collections.frequency(plan.splits(), Split.DEVELOPMENT)).isEqualTo(50);
        assertThat(SplitPlan.of(sentences, seeded(1))).isEqualTo(plan);
        assertThat(SplitPlan.of(sentences, seeded(2))).isNotEqualTo(plan);
        assertThat(plan.splits().subList(0, 300)).contains(Split.TEST, Split.DEVELOPMENT);
    }

    @Test
    void tooFewDocumentsAreSplitBySentenceAndSaidSo() {
        SplitPlan plan = SplitPlan.of(SentencesOfOurOwn.inDocuments(300, 100, 1), seeded(1));
        assertThat(Collections.frequency(plan.splits(), Split.DEVELOPMENT)).isEqualTo(30);
        assertThat(plan.remarks())
                .singleElement()
                .asString()
                .startsWith("split by sentence, because by its 3 documents a part would hold less than half its share");
    }

    private static List<AnnotatedSentence> given(List<AnnotatedSentence> sentences, Split... parts) {
        return sentences.stream().map(s -> s.withGivenParts(List.of(parts))).toList();
    }

    @Test
    void givenPartsAreKeptAndEachSourceIsSplitInProportion() {
        List<AnnotatedSentence> sentences =
                new ArrayList<>(given(SentencesOfOurOwn.many(700, 1), Split.TRAIN, Split.DEVELOPMENT));
        sentences.addAll(given(SentencesOfOurOwn.many(300, 2), Split.TEST));
        sentences.addAll(SentencesOfOurOwn.many(500, 3));
        List<Split> splits = SplitPlan.of(sentences, seeded(1)).splits();
        assertThat(Collections.frequency(splits.subList(0, 700), Split.TRAIN)).isEqualTo(600);
        assertThat(Collections.frequency(splits.subList(0, 700), Split.DEVELOPMENT))
                .isEqualTo(100);
        assertThat(splits.subList(700, 1_000)).containsOnly(Split.TEST);
        assertThat(splits.subList(1_000, 1_500))
                .as("as if they were alone")
                .isEqualTo(
                        SplitPlan.of(SentencesOfOurOwn.many(500, 3), seeded(1)).splits());
    }

    @Test
    void documentFollowsItsSentencesThatAreGivenAPart() {
        List<AnnotatedSentence> sentences = new ArrayList<>(SentencesOfOurOwn.inDocuments(400, 4, 1));
        for (int s = 0; s < 400; s += 8) {
            sentences.set(s, sentences.get(s).withGivenParts(List.of(Split.TEST)));
        }
        SplitPlan plan = SplitPlan.of(sentences, seeded(1));
        assertThat(plan.remarks()).isEmpty();
        for (int document = 0; document < 400; document += 4) {
            assertThat(Collections.frequency(
                            plan.splits().subList(document, document + 4),
                            plan.splits().get(document)))
                    .isEqualTo(4);
            if (document % 8 == 0) {
                assertThat(plan.splits().get(document)).isEqualTo(Split.TEST);
            }
        }
    }

    @Test
    void documentThatItsSourceDividesIsDividedAndSaidSo() {
        List<AnnotatedSentence> sentences = new ArrayList<>(SentencesOfOurOwn.inDocuments(400, 4, 1));
        sentences.set(0, sentences.get(0).withGivenParts(List.of(Split.TEST)));
        sentences.set(1, sentences.get(1).withGivenParts(List.of(Split.TRAIN)));
        SplitPlan plan = SplitPlan.of(sentences, seeded(1));
        assertThat(plan.splits().subList(0, 2)).containsExactly(Split.TEST, Split.TRAIN);
        assertThat(plan.remarks())
                .containsExactly(
                        "divided documents, because the given parts of their sentences differ: 1, first document d0");
    }
}
