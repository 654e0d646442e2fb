package io.ovoscope.agent.probeset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ovoscope.agent.probeset.sentence.MalformedTextException;
import io.ovoscope.agent.probeset.sentence.TextLayout;
import io.ovoscope.wire.LabelSource;
import io.ovoscope.wire.Level;
import io.ovoscope.wire.Split;
import io.ovoscope.wire.TaskInfo;
import io.ovoscope.wire.TaskInput;
import io.ovoscope.wire.TaskLabels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProbeSourcesTest {
    private static final ProbeSetSettings SENT_LEN = Settings.withTasks("SentLen");

    @TempDir
    private Path directory;

    /** Sentences of three to six words, each of its own; four to a document. */
    private static String conllu(String name, int count, String furtherColumns) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            if (i % 4 == 0) {
                text.append("# newdoc id = ").append(name).append(i / 4).append('\n');
            }
            text.append("# sent_id = ").append(name).append('-').append(i).append('\n');
            List<String> words = new ArrayList<>(List.of(i % 2 == 0 ? "Hens" : "Foxes", "find", name + i, "eggs"));
            words.subList(4 - i % 3, 4).clear();
            words.add(".");
            for (int word = 1; word <= words.size(); word++) {
                text.append(String.join(
                                "\t",
                                Integer.toString(word),
                                words.get(word - 1),
                                "_",
                                word == 2 ? "VERB" : "NOUN",
                                "_",
                                "_",
                                word == 2 ? "0" : "2",
                                word == 2 ? "root" : "dep",
                                "_",
                                "_"))
                        .append(furtherColumns(furtherColumns, word, i))
                        .append('\n');
            }
            text.append('\n');
        }
        return text.toString();
    }

    private static String furtherColumns(String columns, int word, int sentence) {
        String noun = sentence % 2 == 0 ? "n.ANIMAL" : "n.PERSON";
        return columns.replace("SS", word == 1 ? noun : word == 2 ? "v.perception" : "_");
    }

    private static String conllulex(String name, int count) {
        return conllu(name, count, "\t_\tN\tlemma\tSS\t_\t_\t_\t_\tO");
    }

    private Path write(String name, String text) throws IOException {
        Path file = directory.resolve(name);
        Files.createDirectories(directory.resolve(name).toAbsolutePath().getParent());
        return Files.writeString(file, text);
    }

    private static int[] labels(ProbeCorpus corpus, String task) {
        return corpus.set().task(task).orElseThrow().classLabels();
    }

    /** The split of the only sentence with these words. */
    private static int splitOf(ProbeCorpus corpus, String word) {
        List<Integer> found = IntStream.range(0, corpus.sentences().size())
                .filter(s -> corpus.sentences().get(s).contains(word))
                .boxed()
                .toList();
        assertThat(found).as(word).hasSize(1);
        return corpus.set().sentences().split()[found.get(0)];
    }

    @Test
    void supersensesJoinTheTreebanksSentencesAndBringTheirPart() throws IOException {
        write("bank/x-ud-dev.conllu", conllu("a", 60, ""));
        write("bank/x-ud-test.conllu", conllu("b", 60, "") + conllu("c", 60, ""));
        write("senses/s.ud_dev.conllulex", conllulex("a", 60));
        write("senses/s.ud_test.conllulex", conllulex("b", 60));
        ProbeCorpus corpus = ProbeCorpora.from(
                ProbeSources.none().withConllu(directory.resolve("bank")).withSupersenses(directory.resolve("senses")),
                SENT_LEN);
        // A third of the sentences has no word of its own: "Hens find." is the same everywhere.
        assertThat(new HashSet<>(corpus.sentences())).hasSameSizeAs(corpus.sentences());
        assertThat(corpus.remarks()).anyMatch(remark -> remark.startsWith("joined sentences of "));
        int[] split = corpus.set().sentences().split();
        Map<String, Set<Integer>> parts = new HashMap<>();
        for (int s = 0; s < split.length; s++) {
            String third = corpus.sentences().get(s).get(2);
            parts.computeIfAbsent(third.substring(0, 1), any -> new HashSet<>()).add(split[s]);
        }
        assertThat(parts.get("a")).containsExactlyInAnyOrder(Split.TRAIN.code(), Split.DEVELOPMENT.code());
        assertThat(parts.get("b")).containsExactly(Split.TEST.code());
        assertThat(parts.get("c")).hasSize(3);
        assertThat(corpus.set().task("Supersense").orElseThrow().info())
                .isEqualTo(new TaskInfo(
                        "Supersense",
                        Level.SEMANTICS,
                        TaskInput.TOKEN,
                        LabelSource.GOLD,
                        List.of("n.ANIMAL", "n.PERSON", "v.perception")));
        for (int row = 0; row < corpus.set().rows(); row++) {
            int sentence = corpus.set().words().sentence()[row];
            boolean isFirst = row == 0 || corpus.set().words().sentence()[row - 1] != sentence;
            boolean labelled = !corpus.sentences().get(sentence).get(2).startsWith("c") && isFirst;
            assertThat(labels(corpus, "Supersense")[row] >= 0 && isFirst).isEqualTo(labelled);
        }
    }

    @Test
    void documentStaysWholeWhereOnlySomeOfItsSentencesAreGivenAPart() throws IOException {
        Path bank = write("bank.conllu", conllu("a", 120, ""));
        write("senses/s.ud_dev.conllulex", conllulex("a", 20));
        write("senses/s.ud_test.conllulex", conllulex("z", 20));
        ProbeCorpus corpus = ProbeCorpora.from(
                ProbeSources.none().withConllu(bank).withSupersenses(directory.resolve("senses")), SENT_LEN);
        int[] document = corpus.set().sentences().document();
        int[] split = corpus.set().sentences().split();
        int[] ofDocument = new int[Arrays.stream(document).max().orElseThrow() + 1];
        Arrays.fill(ofDocument, -1);
        for (int s = 0; s < split.length; s++) {
            assertThat(ofDocument[document[s]]).isIn(-1, split[s]);
            ofDocument[document[s]] = split[s];
        }
    }

    @Test
    void otherWordBoundariesAreTheSameSentenceAndLeftOut() throws IOException {
        Path sentEval = write(
                "mood.txt",
                "tr\ta\tHens can not find a3 eggs\n" + sentEval("tr", 30) + sentEval("va", 10) + sentEval("te", 10));
        Path text = write("text.txt", "Hens cannot find a3 eggs .\nQuite another sentence .\n");
        ProbeCorpus corpus =
                ProbeCorpora.from(ProbeSources.none().withSentEval(sentEval).withText(text), linewise(SENT_LEN));
        assertThat(corpus.sentences())
                .contains(List.of("Hens", "can", "not", "find", "a3", "eggs"))
                .contains(List.of("Quite", "another", "sentence", "."))
                .doesNotContain(List.of("Hens", "cannot", "find", "a3", "eggs", "."));
        assertThat(corpus.remarks())
                .contains("left out sentences of " + text + " that stand in " + sentEval
                        + " with other punctuation or word boundaries: 1");
    }

    private static ProbeSetSettings linewise(ProbeSetSettings usual) {
        return new ProbeSetSettings(
                usual.seed(),
                usual.maxSentences(),
                usual.maxWordsPerSentence(),
                usual.trainShare(),
                usual.developmentShare(),
                usual.minTrainItemsPerClass(),
                usual.tasks(),
                usual.taskOptions(),
                usual.conlluLabels(),
                TextLayout.SENTENCE_PER_LINE,
                usual.language());
    }

    private static String sentEval(String part, int count) {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < count; i++) {
            String label = i % 2 == 0 ? "even" : "odd";
            lines.append(part)
                    .append('\t')
                    .append(label)
                    .append('\t')
                    .append("number ")
                    .append(part)
                    .append(i)
                    .append(i % 3 == 0 ? " here\n" : "\n");
        }
        return lines.toString();
    }

    @Test
    void sentEvalFileIsATaskWithItsOwnSplit() throws IOException {
        Path file = write("bigram_shift.txt", sentEval("tr", 60) + sentEval("va", 20) + sentEval("te", 30));
        ProbeCorpus corpus = ProbeCorpora.from(ProbeSources.none().withSentEval(file), SENT_LEN);
        TaskLabels task = corpus.set().task("bigram_shift").orElseThrow();
        assertThat(task.info())
                .isEqualTo(new TaskInfo(
                        "bigram_shift", Level.SYNTAX, TaskInput.SENTENCE, LabelSource.GOLD, List.of("even", "odd")));
        assertThat(corpus.sentences()).hasSize(110);
        for (int s = 0; s < 110; s++) {
            String word = corpus.sentences().get(s).get(1);
            Split part = word.startsWith("tr") ? Split.TRAIN : word.startsWith("va") ? Split.DEVELOPMENT : Split.TEST;
            assertThat(corpus.set().sentences().split()[s]).isEqualTo(part.code());
            assertThat(task.classLabels()[s]).isEqualTo(Integer.parseInt(word.substring(2)) % 2);
        }
    }

    @Test
    void largeSentEvalFileKeepsItsPartsInProportionOfTheSettings() throws IOException {
        Path file = write("large.txt", sentEval("tr", 5_000) + sentEval("va", 500) + sentEval("te", 500));
        ProbeCorpus corpus = ProbeCorpora.from(
                ProbeSources.none().withSentEval(file),
                new ProbeSetSettings(
                        1,
                        100,
                        50,
                        0.6,
                        0.1,
                        5,
                        List.of("SentLen"),
                        SENT_LEN.taskOptions(),
                        LabelSource.GOLD,
                        SENT_LEN.textLayout(),
                        "en"));
        int[] count = new int[3];
        Arrays.stream(corpus.set().sentences().split()).forEach(part -> count[part]++);
        assertThat(count).containsExactly(60, 10, 30);
    }

    @Test
    void sentEvalFileWithoutAValidationPartTunesOnSomeOfItsTrainingPart() throws IOException {
        Path file = write("two.txt", sentEval("tr", 60) + sentEval("te", 30));
        ProbeCorpus corpus = ProbeCorpora.from(ProbeSources.none().withSentEval(file), SENT_LEN);
        int[] split = corpus.set().sentences().split();
        assertThat(corpus.skipped()).isEmpty();
        for (int s = 0; s < split.length; s++) {
            boolean test = corpus.sentences().get(s).get(1).startsWith("te");
            assertThat(split[s] == Split.TEST.code()).isEqualTo(test);
        }
        assertThat(Arrays.stream(split).filter(part -> part == Split.DEVELOPMENT.code()))
                .hasSizeBetween(7, 10);
    }

    @Test
    void sentenceOfTwoSentEvalFilesKeepsItsFirstPart() throws IOException {
        Path one = write(
                "one.txt",
                "tr\teven\tthe same sentence\n" + sentEval("tr", 60) + sentEval("va", 20) + sentEval("te", 30));
        Path two = write("two.txt", "te\tx\tThe same sentence\nva\ty\tnumber va3 here\n");
        ProbeCorpus corpus = ProbeCorpora.from(ProbeSources.none().withSentEval(one, two), SENT_LEN);
        assertThat(splitOf(corpus, "same")).isEqualTo(Split.TRAIN.code());
        assertThat(corpus.remarks())
                .contains(
                        "joined sentences of " + two + " with the same of " + one + ": 1",
                        "left out sentences of " + two + " whose part of the split is another in " + one + ": 1");
        assertThat(corpus.skipped())
                .singleElement()
                .satisfies(skipped -> assertThat(skipped.task()).isEqualTo("two"));
    }

    @Test
    void labelledSentencesOfTheTextAreChosenFirst() throws IOException {
        Path bank = write("bank.conllu", conllu("a", 300, ""));
        StringBuilder labels = new StringBuilder();
        for (int i = 0; i < 300; i += 6) {
            labels.append("a-")
                    .append(i)
                    .append("\t-\t")
                    .append(i % 4 == 0 ? "yes" : "no")
                    .append('\n');
        }
        Path task = write("mine.tsv", labels.toString());
        ProbeCorpus corpus =
                ProbeCorpora.from(ProbeSources.none().withConllu(bank).withTasks(task), Settings.with(1, 60, 50));
        assertThat(Arrays.stream(labels(corpus, "mine")).filter(label -> label >= 0))
                .hasSize(50);
        int[] source = corpus.set().sentences().source();
        assertThat(IntStream.range(0, source.length).filter(s -> source[s] == s))
                .hasSize(60);
    }

    @Test
    void problemsOfAllFilesComeAtOnce() throws IOException {
        Path bank = write("bank.conllu", conllu("a", 20, "") + "1\tbad\n\n");
        Path senses = write("s.conllulex", conllu("b", 1, ""));
        Path sentEval = write("mood.txt", "tr\tonly two\n");
        Path task = write("mine.tsv", "a-0\t9\tx\nb-77\t1\ty\n");
        assertThatThrownBy(() -> ProbeCorpora.from(
                        ProbeSources.none()
                                .withConllu(bank)
                                .withSupersenses(senses)
                                .withSentEval(sentEval)
                                .withTasks(task),
                        SENT_LEN))
                .isInstanceOf(MalformedTextException.class)
                .hasMessageContaining("bank.conllu:")
                .hasMessageContaining("2 fields: expecting 10")
                .hasMessageContaining("s.conllulex:3: 10 fields: expecting 19")
                .hasMessageContaining("mood.txt:1: 2 fields: expecting 3")
                .hasMessageContaining("mine.tsv:1: word 9 of sentence 'a-0': expecting 1 to 5")
                .hasMessageContaining("mine.tsv:2: sentence 'b-77': expecting the id of a sentence");
    }

    @Test
    void labelsOfATreebanksTrainPartAreKnownAndLeftOut() throws IOException {
        write("bank/x-ud-train.conllu", conllu("t", 10, ""));
        write("bank/x-ud-test.conllu", conllu("a", 80, ""));
        StringBuilder labels = new StringBuilder("t-0\t1\tyes\nt-1\t1\tno\n");
        for (int i = 0; i < 80; i++) {
            labels.append("a-")
                    .append(i)
                    .append("\t1\t")
                    .append(i % 2 == 0 ? "yes" : "no")
                    .append('\n');
        }
        ProbeCorpus corpus = ProbeCorpora.from(
                ProbeSources.none()
                        .withConllu(directory.resolve("bank"))
                        .withTasks(write("mine.tsv", labels.toString())),
                SENT_LEN);
        assertThat(corpus.set().task("mine")).isPresent();
        assertThat(corpus.remarks())
                .anyMatch(remark -> remark.matches("mine: \\d\\d of 82 labels are on probe sentences, the others on"
                        + " sentences left out or not probed"));
    }

    @Test
    void filesNamedLikeAnotherTaskAreRefusedAllAtOnce() throws IOException {
        List<Path> tasks = List.of(
                write("one/mine.tsv", "a-0\t1\tx\n"),
                write("two/mine.tsv", "a-0\t2\tx\n"),
                write("CkaPrevious.tsv", "a-0\t2\tx\n"),
                write("Anisotropy.tsv", "a-0\t2\tx\n"),
                write("StructuralDepth.tsv", "a-0\t2\tx\n"),
                write("Supersense.tsv", "a-0\t2\tx\n"));
        Path sentEval = write("UPOS.txt", "tr\tx\tsome words\n");
        Path senses = write("s.conllulex", conllulex("a", 20));
        ProbeSources sources = ProbeSources.none()
                .withSupersenses(senses)
                .withSentEval(sentEval)
                .withTasks(tasks.toArray(Path[]::new));
        assertThatThrownBy(() -> ProbeCorpora.from(sources, SENT_LEN))
                .isInstanceOf(MalformedTextException.class)
                .hasMessageStartingWith("6 problems:")
                .hasMessageContaining(tasks.get(1) + ": task mine: the name of a task of " + tasks.get(0) + " too: ")
                .hasMessageContaining(tasks.get(2) + ": task CkaPrevious: a curve of the geometry")
                .hasMessageContaining(tasks.get(3) + ": task Anisotropy: a curve of the geometry")
                .hasMessageContaining(tasks.get(4) + ": task StructuralDepth: a built-in task is called so")
                .hasMessageContaining(
                        tasks.get(5) + ": task Supersense: the name of a task of the supersense files too")
                .hasMessageContaining(sentEval + ": task UPOS: a built-in task is called so");
    }
}
