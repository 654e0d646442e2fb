package io.ovoscope.agent.probeset.sentence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ovoscope.wire.Split;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SentEvalReaderTest {
    @TempDir
    private Path directory;

    private List<AnnotatedSentence> read(String text, Problems problems) throws IOException {
        List<AnnotatedSentence> sentences = new ArrayList<>();
        SentEvalReader.read(Files.writeString(directory.resolve("mood.txt"), text), problems, sentences::add);
        return sentences;
    }

    @Test
    void lineIsASentenceWithItsLabelInItsPart() throws IOException {
        Problems problems = new Problems();
        List<AnnotatedSentence> sentences =
                read("tr\tgood\tThe hen  sings .\nva\tbad\tNo eggs !\r\n\nte\tgood\tEggs", problems);
        problems.throwIfAny();
        assertThat(sentences)
                .extracting(AnnotatedSentence::givenParts)
                .containsExactly(Set.of(Split.TRAIN), Set.of(Split.DEVELOPMENT), Set.of(Split.TEST));
        assertThat(sentences.get(0).words()).containsExactly("The", "hen", "sings", ".");
        assertThat(sentences)
                .extracting(AnnotatedSentence::sentenceLabels)
                .containsExactly(Map.of("mood", "good"), Map.of("mood", "bad"), Map.of("mood", "good"));
        assertThat(sentences.get(2).id()).isEqualTo(directory.resolve("mood.txt") + ":4");
    }

    @Test
    void allProblemsAreNamedAndTheSoundLinesHandedOn() throws IOException {
        Problems problems = new Problems();
        List<AnnotatedSentence> sentences =
                read("tr good eggs\ntrain\tgood\teggs\ntr\tgood\tthe eggs\nte\t \t \ntr\tgood\ta\tb\n", problems);
        assertThat(sentences).hasSize(1);
        String file = directory.resolve("mood.txt") + ":";
        assertThatThrownBy(problems::throwIfAny)
                .isInstanceOf(MalformedTextException.class)
                .hasMessage("5 problems:\n  " + file
                        + "1: 1 fields: expecting 3, part, label and sentence, separated by single tabs\n  " + file
                        + "2: part 'train': expecting tr, va or te\n  " + file
                        + "4: label is empty: expecting the name of a class\n  " + file
                        + "4: sentence is empty: expecting words apart by white space\n  " + file
                        + "5: 4 fields: expecting 3, part, label and sentence, separated by single tabs");
    }

    @Test
    void labelMayHoldSpacesAndWordsAreDividedAsSentEvalDividesThem() throws IOException {
        Problems problems = new Problems();
        List<AnnotatedSentence> sentences = read(
                "\uFEFFtr\tNP VP .\tdid n't  he\u00A0say `` no ''\u2009? \u001F\nte\tADVP , NP VP .\tx\n", problems);
        problems.throwIfAny();
        assertThat(sentences.get(0).sentenceLabels()).containsEntry("mood", "NP VP .");
        assertThat(sentences.get(0).words()).containsExactly("did", "n't", "he", "say", "``", "no", "''", "?");
        assertThat(sentences.get(1).sentenceLabels()).containsEntry("mood", "ADVP , NP VP .");
    }

    @Test
    void emptyFileSentenceOfNoBreakSpacesAndEndlessLabelAreProblems() throws IOException {
        Problems problems = new Problems();
        read("\n\r\n", problems);
        read("tr\t" + "x".repeat(101) + "\twords\nva\ty\t\u00A0\u2003\n", problems);
        String file = directory.resolve("mood.txt").toString();
        assertThatThrownBy(problems::throwIfAny)
                .hasMessage(
                        "3 problems:\n  " + file + ": no line: expecting lines of part, label and sentence\n  " + file
                                + ":1: label '" + "x".repeat(60)
                                + "...' of 101 characters: expecting the name of a class, 100 at most\n  " + file
                                + ":2: sentence is empty: expecting words apart by white space");
    }

    @ParameterizedTest
    @CsvSource({
        "bigram_shift.txt, bigram_shift",
        "my task (v2).tsv, my-task--v2-",
        "2nd.txt, task-2nd",
        "archive.tar.gz, archive.tar",
        ".hidden, task-.hidden",
        "plain, plain"
    })
    void taskIsNamedAfterItsFile(String file, String task) {
        assertThat(FileTaskName.of(Path.of("folder.d", file))).isEqualTo(task);
    }

    @Test
    void longFileNameIsCut() {
        assertThat(FileTaskName.of(Path.of("x".repeat(100) + ".txt"))).isEqualTo("x".repeat(64));
    }
}
