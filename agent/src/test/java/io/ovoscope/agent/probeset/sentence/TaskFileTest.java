package io.ovoscope.agent.probeset.sentence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.ovoscope.wire.LabelSource;
import io.ovoscope.wire.Level;
import io.ovoscope.wire.TaskInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TaskFileTest {
    private static final AnnotatedSentence HENS = AnnotatedSentence.of("s1", List.of("Hens", "lay", "eggs"));

    @TempDir
    private Path directory;

    private final Problems problems = new Problems();
    private Path path = Path.of("animacy.tsv");

    @BeforeEach
    void place() {
        path = directory.resolve("animacy.tsv");
    }

    private TaskFile file(String text) throws IOException {
        return TaskFile.read(Files.writeString(path, text), problems);
    }

    /** Without the folder's name. */
    private List<String> problems() {
        return catchThrowableOfType(MalformedTextException.class, problems::throwIfAny).problems().stream()
                .map(problem -> problem.replace(path + ":", ""))
                .toList();
    }

    @Test
    void wordsAreCountedFromOneAndUnnamedOnesHaveNoLabel() throws IOException {
        TaskFile file = file("s1\t1\tanimate\ns1\t3\tinanimate\n");
        assertThat(file.label(HENS).wordLabels().get("animacy")).containsExactly("animate", "", "inanimate");
        assertThat(file.header())
                .isEqualTo(new TaskFile.Header("animacy", Level.SEMANTICS, LabelSource.GOLD, TaskInput.TOKEN));
        problems.throwIfAny();
    }

    @Test
    void dashLabelsTheSentence() throws IOException {
        TaskFile file = file("s1\t-\ttrue\ns2\t-\tfalse\n");
        assertThat(file.header().input()).isEqualTo(TaskInput.SENTENCE);
        assertThat(file.label(HENS).sentenceLabels()).containsEntry("animacy", "true");
        assertThat(file.label(AnnotatedSentence.of("s3", List.of("Eggs"))).isLabelled())
                .isFalse();
    }

    @Test
    void commentsSayLevelAndSource() throws IOException {
        TaskFile file = file("# About hens: nothing.\n# Level: syntax\n#source: Silver\ns1\t-\ta\n\n# the end\n");
        assertThat(file.header().level()).isEqualTo(Level.SYNTAX);
        assertThat(file.header().source()).isEqualTo(LabelSource.SILVER);
        problems.throwIfAny();
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '"', textBlock = """
            s1 1 a; 1: 1 fields: expecting 3, sentence id, word or - and label, separated by single tabs
            |1|a; 1: sentence id is empty: expecting the id of a sentence
            s1|0|a; 1: word '0': expecting a number from 1, or - for the whole sentence
            s1|one|a; 1: word 'one': expecting a number from 1, or - for the whole sentence
            s1|1|; 1: label is empty: expecting the name of a class
            # level: meaning; 1: level 'meaning': expecting one of [context, morphology, semantics, surface, syntax]
            # source: bronze; 1: source 'bronze': expecting one of [gold, silver]
            """)
    void malformedLineIsNamed(String line, String expected) throws IOException {
        file(line.replace('|', '\t') + "\ns9\t2\tb\n");
        assertThat(problems()).containsExactly(expected);
    }

    @Test
    void spacesAroundAFieldMakeNoOtherSentence() throws IOException {
        TaskFile file = file(" s1\t1\ta class \ns1 \t 1\tb\n");
        assertThat(file.label(HENS).wordLabels().get("animacy")).containsExactly("a class", "", "");
        assertThat(problems())
                .containsExactly("2: second label of word 1 of sentence 's1': expecting one, which line 1 gives");
    }

    @Test
    void wordsAndSentencesInOneFileAreRefused() throws IOException {
        file("s1\t1\ta\ns1\t-\tb\ns2\t2\ta\n");
        assertThat(problems())
                .containsExactly(
                        "2: word '-': expecting a number as in line 1: a task labels sentences or words, not both");
    }

    @Test
    void duplicateUnknownSentenceAndWordOutOfRangeComeTogether() throws IOException {
        TaskFile file = file("s1\t1\ta\ns1\t4\tb\ns1\t1\tb\nelsewhere\t1\ta\n");
        file.label(HENS);
        file.label(HENS);
        file.reportUnknownSentences();
        assertThat(problems())
                .containsExactly(
                        "3: second label of word 1 of sentence 's1': expecting one, which line 1 gives",
                        "2: word 4 of sentence 's1': expecting 1 to 3",
                        "4: sentence 'elsewhere': expecting the id of a sentence: sent_id in CoNLL-U,"
                                + " file:line in SentEval's format, file:line#number in raw text");
    }

    private static AnnotatedSentence hens(String... words) {
        return AnnotatedSentence.of("s1", List.of(words));
    }

    @Test
    void idOfTwoSentencesIsRefusedOnceAndThatOfOneSentenceInTwoSourcesIsNot() throws IOException {
        TaskFile file = file("s1\t1\ta\ns1\t3\tb\n");
        file.label(HENS);
        assertThat(file.label(hens("hens", "lay", "EGGS")).wordLabels().get("animacy"))
                .containsExactly("a", "", "b");
        problems.throwIfAny();
        file.label(hens("Foxes", "eat", "eggs"));
        file.label(hens("Foxes", "eat", "eggs"));
        assertThat(problems())
                .containsExactly("1: sentence 's1': expecting the id of one sentence, not of two: 'Hens lay eggs' and"
                        + " 'Foxes eat eggs'");
    }

    @Test
    void sentenceDividedIntoOtherWordsIsTheSameAsFarAsTheLabelledWordsAre() throws IOException {
        AnnotatedSentence one = hens("Hens", "can", "not", "lay");
        AnnotatedSentence other = hens("Hens", "cannot", "lay");
        TaskFile first = file("s1\t1\ta\n");
        first.label(one);
        first.label(other);
        TaskFile whole = file("s1\t-\ta\n");
        whole.label(one);
        whole.label(other);
        problems.throwIfAny();
        TaskFile third = file("s1\t3\ta\n");
        third.label(one);
        third.label(other);
        assertThat(problems()).singleElement().asString().contains("'Hens can not lay' and 'Hens cannot lay'");
    }

    @Test
    void settingAfterTheFirstLabelAndFileWithoutLabelsAreRefused() throws IOException {
        file("s1\t1\ta\n# level: syntax\n");
        file("# level: syntax\n\n");
        assertThat(problems())
                .containsExactly(
                        "2: level after the first label: expecting it before",
                        "2: no label: expecting lines of sentence id, word or -, and label");
    }
}
