package io.ovoscope.demo.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import io.ovoscope.agent.probeset.ProbeSetSettings;
import io.ovoscope.agent.probeset.ProbeSources;
import io.ovoscope.agent.probeset.task.TaskSettings;
import io.ovoscope.demo.corpus.Gloss.PartOfSpeech;
import io.ovoscope.wire.LabelSource;
import io.ovoscope.wire.ProbeSet;
import io.ovoscope.wire.TaskInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GlossCorpusTest {
    private static WordNetText wordNet;
    private static GlossCorpus.Labellers labellers;

    @BeforeAll
    static void readOnce() {
        wordNet = WordNetText.read();
        labellers = GlossCorpus.Labellers.load();
    }

    private static ProbeSetSettings choice(int sentences, long seed) {
        ProbeSetSettings usual = ProbeSetSettings.defaults();
        return new ProbeSetSettings(
                seed,
                sentences,
                31,
                usual.trainShare(),
                usual.developmentShare(),
                usual.minTrainItemsPerClass(),
                usual.tasks(),
                TaskSettings.defaults(),
                usual.conlluLabels(),
                usual.textLayout(),
                usual.language());
    }

    /** An independent reading of "letters and digits only, in lower case". */
    private static String normalised(List<String> words) {
        return String.join("", words).toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
    }

    @Test
    void heldOutGlossesAreNeverTrainedOn() throws IOException {
        DemoCorpus corpus = GlossCorpus.of(wordNet, labellers, ProbeSources.none(), choice(500, 3));
        ProbeSet set = corpus.probes().set();
        Set<String> trained = new HashSet<>();
        corpus.training().forEach(sentence -> trained.add(normalised(sentence.words())));
        List<String> probed = new ArrayList<>();
        for (int i = 0; i < set.sentenceCount(); i++) {
            if (set.sentences().source()[i] == i) {
                probed.add(normalised(corpus.probes().sentences().get(i)));
            }
        }
        assertThat(probed).hasSize(500);
        assertThat(trained).hasSizeGreaterThan(150_000).doesNotContainAnyElementsOf(probed);
    }

    @Test
    void tagsAreSilverAndWhatAGlossDefinesIsGold() throws IOException {
        ProbeSet set = GlossCorpus.of(wordNet, labellers, ProbeSources.none(), choice(500, 3))
                .probes()
                .set();
        assertThat(set.tasks())
                .extracting(task -> task.info().name())
                .contains("UPOS", "NextPOS", "PrevPOS", "GlossPOS", "GlossClass", "SentLen", "BShift");
        assertThat(set.task("UPOS").orElseThrow().info().source()).isEqualTo(LabelSource.SILVER);
        assertThat(set.task("GlossPOS").orElseThrow().info().source()).isEqualTo(LabelSource.GOLD);
        assertThat(set.task("GlossClass").orElseThrow().info().classes())
                .hasSizeBetween(8, 13)
                .allMatch(name -> name.startsWith("noun."));
    }

    @Test
    void supersensesAreSilverUnlessGoldOnesAreGiven(@TempDir Path directory) throws IOException {
        ProbeSet silver = GlossCorpus.of(wordNet, labellers, ProbeSources.none(), choice(500, 3))
                .probes()
                .set();
        TaskInfo info = silver.task("Supersense").orElseThrow().info();
        assertThat(info.source()).isEqualTo(LabelSource.SILVER);
        assertThat(info.classes())
                .hasSizeGreaterThan(20)
                .contains("noun.artifact", "verb.change")
                .allMatch(name -> name.startsWith("noun.") || name.startsWith("verb."));
        Path gold = Files.writeString(directory.resolve("own.conllulex"), ownSupersenses());
        ProbeSet withGold = GlossCorpus.of(
                        wordNet, labellers, ProbeSources.none().withSupersenses(gold), choice(500, 3))
                .probes()
                .set();
        TaskInfo goldInfo = withGold.task("Supersense").orElseThrow().info();
        assertThat(goldInfo.source()).isEqualTo(LabelSource.GOLD);
        assertThat(goldInfo.classes()).containsExactly("n.ANIMAL", "n.PLANT");
        assertThat(withGold.task("UPOS").orElseThrow().info().source()).isEqualTo(LabelSource.SILVER);
    }

    private static String ownSupersenses() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 60; i++) {
            String rest = "\tNOUN\t_\t_\t0\troot\t_\t_\t_\tN\tlemma\t" + (i % 2 == 0 ? "n.ANIMAL" : "n.PLANT")
                    + "\t_\t_\t_\t_\tO";
            text.append("1\tqx").append(i).append("\t_").append(rest).append("\n\n");
        }
        return text.toString();
    }

    @Test
    void theChoiceDependsOnTheSeedAlone() throws IOException {
        String first = GlossCorpus.of(wordNet, labellers, ProbeSources.none(), choice(200, 3))
                .probes()
                .set()
                .fingerprint();
        assertThat(GlossCorpus.of(wordNet, labellers, ProbeSources.none(), choice(200, 3))
                        .probes()
                        .set()
                        .fingerprint())
                .isEqualTo(first);
        assertThat(GlossCorpus.of(wordNet, labellers, ProbeSources.none(), choice(200, 4))
                        .probes()
                        .set()
                        .fingerprint())
                .isNotEqualTo(first);
    }

    @Test
    void anExampleInWhichAHeldOutGlossOccursIsRemovedAndCounted() throws IOException {
        List<Gloss> glosses = new ArrayList<>();
        List<Sentence> examples = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            Sentence definition = new Sentence(List.of("make", "cooler", "by", "method", "number", "x" + i));
            glosses.add(new Gloss(
                    definition,
                    i % 2 == 0 ? PartOfSpeech.VERB : PartOfSpeech.NOUN,
                    i % 2 == 0 ? "verb.change" : "noun.act"));
            examples.add(new Sentence(List.of("MAKE", "cooler", ",", "by", "method", "number", "x" + i, "!")));
        }
        examples.add(new Sentence(List.of("chill", "the", "food")));
        DemoCorpus corpus =
                GlossCorpus.of(new WordNetText(glosses, examples), labellers, ProbeSources.none(), choice(40, 1));
        assertThat(corpus.removed()).isEqualTo(40);
        assertThat(corpus.training()).containsExactly(new Sentence(List.of("chill", "the", "food")));
    }
}
