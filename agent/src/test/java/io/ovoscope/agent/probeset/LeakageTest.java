package io.ovoscope.agent.probeset;

import static org.assertj.core.api.Assertions.assertThat;

import io.ovoscope.agent.probeset.sentence.AnnotatedSentence;
import io.ovoscope.agent.probeset.task.GeneratedTreebank;
import io.ovoscope.wire.LabelSource;
import io.ovoscope.wire.Split;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a probe is tested on, it was not trained on, whatever the probe set is made of. */
class LeakageTest {
    private static final Map<String, Split> PARTS =
            Map.of("tr", Split.TRAIN, "va", Split.DEVELOPMENT, "te", Split.TEST);

    @TempDir
    private Path directory;

    /** Documents of up to five sentences; some sentences may come into the test part only, and their documents with them. */
    private static List<AnnotatedSentence> treebank(Random random) {
        List<AnnotatedSentence> sentences = new ArrayList<>();
        for (AnnotatedSentence sentence : GeneratedTreebank.many(400, random.nextLong())) {
            AnnotatedSentence inDocument = sentence.withDocument("d" + sentences.size() / 5);
            boolean ofTest = random.nextInt(12) == 0;
            sentences.add(ofTest ? inDocument.withGivenParts(EnumSet.of(Split.TEST)) : inDocument);
        }
        return sentences;
    }

    /** A file that repeats some sentences of the treebank among its own, in parts of its own. */
    private Path sentEval(List<AnnotatedSentence> treebank, Random random) throws IOException {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 300; i++) {
            boolean repeated = random.nextInt(4) == 0;
            List<String> words = repeated
                    ? treebank.get(random.nextInt(treebank.size())).words()
                    : List.of("Line", "number", Integer.toString(i), random.nextBoolean() ? "here" : "there");
            lines.append(List.of("tr", "tr", "va", "te").get(random.nextInt(4)))
                    .append('\t')
                    .append(random.nextBoolean() ? "one class" : "another")
                    .append('\t')
                    .append(String.join(" ", words))
                    .append('\n');
        }
        return Files.writeString(directory.resolve("mood.txt"), lines);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void noSentenceDocumentOrAlteredCopyIsInTwoParts(long seed) throws IOException {
        Random random = new Random(seed);
        List<AnnotatedSentence> treebank = treebank(random);
        Path file = sentEval(treebank, random);
        ProbeCorpus corpus = ProbeCorpora.from(
                ProbeSources.none()
                        .withSentences(new AnnotatedText(treebank, LabelSource.GOLD, List.of()))
                        .withSentEval(file),
                Settings.with(seed, 2_000, 50));
        int[] split = corpus.set().sentences().split();
        int[] source = corpus.set().sentences().source();
        int[] document = corpus.set().sentences().document();
        Map<String, Integer> partOfText = new HashMap<>();
        int altered = 0;
        for (int s = 0; s < split.length; s++) {
            assertThat(split[s]).isEqualTo(split[source[s]]);
            assertThat(document[s]).isEqualTo(document[source[s]]);
            altered += source[s] == s ? 0 : 1;
            String text = String.join(" ", corpus.sentences().get(s)).toLowerCase(Locale.ROOT);
            Integer earlier = partOfText.putIfAbsent(text, split[s]);
            assertThat(earlier == null ? split[s] : earlier).as(text).isEqualTo(split[s]);
        }
        assertThat(altered).isGreaterThan(100);
        assertThat(corpus.set().task("mood")).isPresent();
        assertPartsAsGiven(corpus, treebank, Files.readAllLines(file));
    }

    private static void assertPartsAsGiven(ProbeCorpus corpus, List<AnnotatedSentence> treebank, List<String> lines) {
        Map<List<String>, Set<Split>> allowed = new HashMap<>();
        for (String line : lines) {
            String[] fields = line.split("\t", -1);
            allowed.putIfAbsent(
                    List.of(fields[2].split(" ", -1)),
                    EnumSet.of(Optional.ofNullable(PARTS.get(fields[0])).orElseThrow()));
        }
        // Where two sources want a sentence in different parts, the one read first, here the file, has it.
        treebank.forEach(sentence -> allowed.putIfAbsent(sentence.words(), sentence.givenParts()));
        int[] source = corpus.set().sentences().source();
        for (int s = 0; s < source.length; s++) {
            int part = corpus.set().sentences().split()[s];
            if (source[s] == s) {
                assertThat(allowed.getOrDefault(corpus.sentences().get(s), Set.of()))
                        .as("%s", corpus.sentences().get(s))
                        .anyMatch(open -> open.code() == part);
            }
        }
    }
}
