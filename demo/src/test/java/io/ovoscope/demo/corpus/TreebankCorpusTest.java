package io.ovoscope.demo.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ovoscope.agent.probeset.ProbeSetSettings;
import io.ovoscope.agent.probeset.ProbeSources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TreebankCorpusTest {
    private static final List<String> NOUNS = List.of("dogs", "cats", "birds", "fish", "horses");

    @TempDir
    private Path directory;

    /** Sentences of five words about a thing of a name of its own. */
    private static String sentences(String name, int count, boolean documents) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            if (documents && i % 3 == 0) {
                text.append("# newdoc id = ").append(name).append(i / 3).append('\n');
            }
            text.append("# sent_id = ").append(name).append(i).append('\n');
            text.append(row(1, name + i, "NOUN", 3, "nsubj"))
                    .append(row(2, "often", "ADV", 3, "advmod"))
                    .append(row(3, i % 2 == 0 ? "sees" : "hears", "VERB", 0, "root"))
                    .append(row(4, NOUNS.get(i % NOUNS.size()), "NOUN", 3, "obj"))
                    .append(row(5, ".", "PUNCT", 3, "punct"))
                    .append('\n');
        }
        return text.toString();
    }

    private static String row(int id, String form, String upos, int head, String relation) {
        return id + "\t" + form + "\t_\t" + upos + "\t_\t_\t" + head + "\t" + relation + "\t_\t_\n";
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text);
    }

    private static DemoCorpus corpus(Path path) throws IOException {
        return TreebankCorpus.of(path, ProbeSources.none(), ProbeSetSettings.defaults());
    }

    @Test
    void aDirectoryIsSplitByItsFileNames() throws IOException {
        write("x-ud-train.conllu", sentences("train", 30, false) + sentences("dev", 1, false));
        write("x-ud-dev.conllu", sentences("dev", 60, false));
        write("x-ud-test.conllu", sentences("test", 60, false));
        DemoCorpus corpus = corpus(directory);
        assertThat(corpus.removed()).isEqualTo(1);
        assertThat(corpus.training())
                .hasSize(30)
                .allMatch(sentence -> sentence.words().get(0).startsWith("train"));
        assertThat(corpus.probes().set().tasks())
                .extracting(task -> task.info().name())
                .contains("UPOS", "DepRel");
    }

    @Test
    void aTrainPartAloneIsRefused() throws IOException {
        write("x-ud-train.conllu", sentences("train", 30, false));
        assertThatThrownBy(() -> corpus(directory))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("-dev.conllu");
    }

    @Test
    void aSingleFileHoldsOutWholeDocumentsAFifthAtMost() throws IOException {
        DemoCorpus corpus = corpus(write("one.conllu", sentences("s", 600, true)));
        Set<Integer> trained = new HashSet<>();
        corpus.training().forEach(sentence -> trained.add(document(sentence.words())));
        Set<Integer> probed = new HashSet<>();
        corpus.probes().sentences().forEach(words -> {
            if (words.get(0).matches("s\\d+")) {
                probed.add(document(words));
            }
        });
        assertThat(probed).hasSizeBetween(30, 40).doesNotContainAnyElementsOf(trained);
        assertThat(trained).hasSizeBetween(160, 170);
    }

    @Test
    void labelledDocumentsOfASingleFileAreHeldOutFirstAndOtherLabelsAreNoProblem() throws IOException {
        Path file = write("one.conllu", sentences("s", 600, true));
        StringBuilder labels = new StringBuilder();
        for (int i = 0; i < 600; i += i < 90 ? 1 : 60) {
            labels.append("s")
                    .append(i)
                    .append("\t1\t")
                    .append(i % 2 == 0 ? "yes" : "no")
                    .append('\n');
        }
        Path task = write("mine.tsv", labels.toString());
        DemoCorpus corpus = TreebankCorpus.of(file, ProbeSources.none().withTasks(task), ProbeSetSettings.defaults());
        Set<Integer> probed = new HashSet<>();
        corpus.probes().sentences().forEach(words -> probed.add(document(words)));
        assertThat(probed)
                .hasSize(40)
                .containsAll(IntStream.range(0, 30).boxed().toList());
        assertThat(corpus.probes().set().task("mine")).isPresent();
    }

    @Test
    void noProbeSentenceOfAnySourceIsTrainedOn() throws IOException {
        write("x-ud-train.conllu", sentences("train", 30, false));
        write("x-ud-test.conllu", sentences("test", 60, false));
        Path sentEval = write(
                "mood.txt",
                "tr\ta\tTrain3 often hears fish .\ntr\tb\tQuite another one .\nte\ta\ttrain4 often sees horses .\n");
        DemoCorpus corpus =
                TreebankCorpus.of(directory, ProbeSources.none().withSentEval(sentEval), ProbeSetSettings.defaults());
        assertThat(corpus.removed()).isEqualTo(2);
        assertThat(corpus.training())
                .hasSize(28)
                .extracting(sentence -> sentence.words().get(0))
                .doesNotContain("train3", "train4");
    }

    private static int document(List<String> words) {
        return Integer.parseInt(words.get(0).substring(1)) / 3;
    }

    @Test
    void aMalformedLineIsNamed() throws IOException {
        Path file = write("bad.conllu", sentences("s", 50, false) + "1\tbad\n\n");
        assertThatThrownBy(() -> corpus(file)).hasMessageContaining("bad.conllu:351");
    }
}
