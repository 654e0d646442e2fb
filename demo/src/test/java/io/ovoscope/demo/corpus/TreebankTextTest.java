package io.ovoscope.demo.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ovoscope.demo.corpus.ProbeSentence.FromTreebank;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TreebankTextTest {

    private static final ProbeChoice ALL = new ProbeChoice(1000, 1, 31, 1);

    @TempDir
    private Path directory;

    @Test
    void rangesAndEmptyNodesAreNoWords() throws IOException {
        Path file = write(
                "a.conllu",
                "# newdoc id = letters\n# text = I don't.\n" + row("1", "I") + row("2-3", "don't") + row("2", "do")
                        + row("3", "n't") + row("3.1", "go") + row("4", ".") + "\n# newdoc\n" + row("1", "Last"));

        assertThat(new ConlluForms().read(file))
                .containsExactly(
                        new TreebankReader.TreebankSentence(new Sentence(List.of("I", "do", "n't", ".")), "letters"),
                        new TreebankReader.TreebankSentence(new Sentence(List.of("Last")), "document 2"));
    }

    @Test
    void malformedLineIsNamed() throws IOException {
        Path file = write("bad.conllu", row("1", "Good") + "2\tbad\n");

        assertThatThrownBy(() -> new ConlluForms().read(file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("bad.conllu:2: expecting 10 tab-separated columns")
                .hasMessageContaining("bad");
    }

    @Test
    void directoryIsSplitByItsFileNames() throws IOException {
        write("x-ud-train.conllu", sentence("To train on") + sentence("in the dev part"));
        write("x-ud-dev.conllu", sentence("In the dev part !"));
        Path test = write("x-ud-test.conllu", sentence("First") + sentence("In the test part"));

        DemoText text = text(directory, new ProbeChoice(10, 2, 31, 1));

        assertThat(text.training()).extracting(Sentence::words).containsExactly(List.of("To", "train", "on"));
        assertThat(text.removed()).isEqualTo(1);
        assertThat(text.probe())
                .extracting(held -> String.join(" ", held.sentence().words()))
                .containsExactlyInAnyOrder("In the dev part !", "In the test part");
        assertThat(text.probe()).extracting(ProbeSentence::origin).contains(new FromTreebank(test, 1, ""));
    }

    @Test
    void directoryWithoutAPartIsRefused() throws IOException {
        write("x-ud-train.conllu", sentence("To train on"));

        assertThatThrownBy(() -> text(directory, ALL))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("-dev.conllu")
                .hasMessageContaining("found 1 and 0");
    }

    @Test
    void singleFileHoldsOutWholeDocuments() throws IOException {
        StringBuilder lines = new StringBuilder();
        for (int document = 0; document < 20; document++) {
            lines.append("# newdoc id = d").append(document).append('\n');
            for (int i = 0; i <= document % 3; i++) {
                lines.append(sentence("sentence " + i + " of " + document));
            }
        }
        Path file = write("one.conllu", lines.toString());

        DemoText text = text(file, ALL);

        assertThat(text.training().size() + text.probe().size()).isEqualTo(39);
        assertThat(text.probe()).hasSizeBetween(5, 39 / 5);
        List<String> documents = text.probe().stream()
                .map(held -> held.sentence().words().get(3))
                .toList();
        assertThat(text.training()).extracting(held -> held.words().get(3)).doesNotContainAnyElementsOf(documents);
    }

    @Test
    void singleFileWithoutDocumentsHoldsOutAFifth() throws IOException {
        String lines =
                IntStream.range(0, 50).mapToObj(i -> sentence("sentence " + i)).collect(Collectors.joining());

        DemoText text = text(write("one.conllu", lines), ALL);

        assertThat(text.probe()).hasSize(10);
        assertThat(text.training()).hasSize(40);
    }

    private static DemoText text(Path treebank, ProbeChoice choice) throws IOException {
        return new TreebankText(new ConlluForms()).of(treebank, choice);
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text);
    }

    private static String sentence(String words) {
        StringBuilder rows = new StringBuilder();
        int id = 1;
        for (String word : words.split(" ", -1)) {
            rows.append(row(Integer.toString(id++), word));
        }
        return rows.append('\n').toString();
    }

    private static String row(String id, String form) {
        return id + "\t" + form + "\t_\t_\t_\t_\t_\t_\t_\t_\n";
    }
}
