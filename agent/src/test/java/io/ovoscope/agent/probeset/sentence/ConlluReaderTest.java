package io.ovoscope.agent.probeset.sentence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConlluReaderTest {
    /** Columns stand apart by white space here and by tabs in the file; {@code ~} is a space within a column. */
    private static final String HENS = """
            # newdoc id = barn
            # sent_id = barn-1
            # text = The hens don't lay.
            1 The the DET DT Definite=Def|PronType=Art 2 det 2:det _
            2 hens hen NOUN NNS Number=Plur 5 nsubj 5:nsubj _
            3-4 don't _ _ _ _ _ _ _ _
            3 do do AUX VBP _ 5 aux 5:aux _
            4 n't not PART RB _ 5 advmod 5:advmod _
            5 lay lay VERB VB _ 0 root 0:root SpaceAfter=No
            5.1 eggs egg NOUN _ _ _ _ 5:obj _
            6 . . PUNCT . _ 5 punct 5:punct _

            # sent_id = barn-2
            1 20~000 20~000 NUM CD _ 2 nummod _ _
            2 eggs egg NOUN NNS _ 0 root _ _

            """;

    private static String conllu(String spaced) {
        return spaced.lines()
                .map(line -> line.startsWith("#") ? line : line.replaceAll(" +", "\t"))
                .map(line -> line.replace('~', ' ') + "\n")
                .collect(Collectors.joining());
    }

    private static List<AnnotatedSentence> read(String text) throws IOException {
        List<AnnotatedSentence> sentences = new ArrayList<>();
        ConlluReader.read(
                new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), "eggs.conllu", sentences::add);
        return sentences;
    }

    private static List<String> problems(String text) {
        return catchThrowableOfType(MalformedTextException.class, () -> read(text))
                .problems();
    }

    @Test
    void wordsAreReadAndRangesAndEmptyNodesPassedOver() throws IOException {
        AnnotatedSentence first = read(conllu(HENS)).get(0);
        assertThat(first.id()).isEqualTo("barn-1");
        assertThat(first.document()).isEqualTo(Optional.of("barn"));
        assertThat(first.words()).containsExactly("The", "hens", "do", "n't", "lay", ".");
        assertThat(first.annotation().upos()).containsExactly("DET", "NOUN", "AUX", "PART", "VERB", "PUNCT");
        assertThat(first.annotation().xpos()).containsExactly("DT", "NNS", "VBP", "RB", "VB", ".");
        assertThat(first.annotation().feats())
                .containsExactly("Definite=Def|PronType=Art", "Number=Plur", "", "", "", "");
        assertThat(first.annotation().heads()).containsExactly(1, 4, 4, 4, -1, 4);
        assertThat(first.annotation().relations()).containsExactly("det", "nsubj", "aux", "advmod", "root", "punct");
    }

    @Test
    void formMayHoldSpacesAndDocumentLasts() throws IOException {
        AnnotatedSentence second = read(conllu(HENS)).get(1);
        assertThat(second.words()).containsExactly("20 000", "eggs");
        assertThat(second.document()).contains("barn");
        assertThat(second.annotation().feats()).isEmpty();
    }

    @Test
    void newdocWithoutIdBeginsADocumentToo() throws IOException {
        List<AnnotatedSentence> sentences = read(conllu("""
                1 a _ _ _ _ _ _ _ _

                # newdoc
                1 b _ _ _ _ _ _ _ _

                1 c _ _ _ _ _ _ _ _

                # newdoc
                1 d _ _ _ _ _ _ _ _
                """));
        assertThat(sentences).hasSize(4);
        assertThat(sentences.get(0).document()).isEmpty();
        assertThat(sentences.get(1).document())
                .isPresent()
                .isEqualTo(sentences.get(2).document());
        assertThat(sentences.get(3).document())
                .isPresent()
                .isNotEqualTo(sentences.get(2).document());
    }

    @Test
    void unannotatedSentenceHasNeitherTagsNorTree() throws IOException {
        AnnotatedSentence sentence =
                read(conllu("1 lay _ _ _ _ _ _ _ _\n2 eggs _ _ _ _ _ _ _ _\n")).get(0);
        assertThat(sentence.annotation()).isEqualTo(Annotation.NONE);
        assertThat(sentence.id()).isEqualTo("eggs.conllu:1");
    }

    @Test
    void windowsLinesByteOrderMarkAndManyBlankLinesAreTolerated() throws IOException {
        String text = "\uFEFF" + conllu(HENS).replace("\n", "\r\n").replace("\r\n\r\n", "\r\n\r\n\r\n") + "\r\n\r\n";
        assertThat(read(text)).isEqualTo(read(conllu(HENS)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
            5 lay lay VERB VB _ 0 root 0:root SpaceAfter=No; 5 lay lay VERB VB _ 0 root; 9; 8 fields: expecting 10, separated by single tabs
            2 hens hen; 3 hens hen; 5; ID 3: expecting 2
            2 hens hen; two hens hen; 5; ID 'two': expecting a number, a range such as 3-4 or an empty node such as 3.1
            2 hens hen; 02 hens hen; 5; ID '02': expecting a number, a range such as 3-4 or an empty node such as 3.1
            3-4 don't _; 4-5 don't _; 6; ID 4-5: expecting a range that begins at 3, ends no earlier and overlaps no other
            3-4 don't _; 3-2 don't _; 6; ID 3-2: expecting a range that begins at 3, ends no earlier and overlaps no other
            3-4 don't _; 3-9 don't _; 6; range up to 9: expecting the words it stands for, the last is 6
            3-4 don't _ _; 3-4 don't _ VERB; 6; UPOS 'VERB' of a multiword token: expecting _
            5.1 eggs; 4.1 eggs; 10; ID 4.1: expecting 5.1
            5.1 eggs; 5.2 eggs; 10; ID 5.2: expecting 5.1
            _ _ _ _ 5:obj _; _ _ 5 _ 5:obj _; 10; HEAD '5' of an empty node: expecting _
            NOUN NNS Number=Plur; NO~UN NNS Number=Plur; 5; UPOS 'NO UN': expecting no white space
            NOUN NNS Number=Plur; NOUN NNS Number; 5; FEATS 'Number': expecting _ or Name=Value|Name=Value, each name once
            NOUN NNS Number=Plur; NOUN NNS A=1|A=2; 5; FEATS 'A=1|A=2': expecting _ or Name=Value|Name=Value, each name once
            5 nsubj; -5 nsubj; 5; HEAD '-5': expecting the number of a word, 0 or _
            5 nsubj; 7 nsubj; 5; word 2 has HEAD 7: expecting 0 (the root) to 6, not the word itself
            5 nsubj; 2 nsubj; 5; word 2 has HEAD 2: expecting 0 (the root) to 6, not the word itself
            5 nsubj; 1 nsubj; 4; word 1 is above itself in the tree: expecting no cycle
            5 nsubj; _ nsubj; 5; HEAD '_': expecting a number, since other words of the sentence have one
            5 nsubj; 0 root; 9; 2 roots (words [2, 5]): expecting one word with head 0
            2 hens hen; 2 ~hens hen; 5; FORM ' hens': expecting no white space at its ends
            """)
    void malformedLineIsNamedWithItsValue(String sound, String broken, int line, String expected) {
        assertThat(HENS).contains(sound);
        assertThat(problems(conllu(HENS.replaceFirst(Pattern.quote(sound), broken))))
                .containsExactly("eggs.conllu:" + line + ": " + expected);
    }

    @Test
    void emptyFieldsAreNamed() {
        assertThat(problems(conllu(HENS).replace("\thens\then\t", "\t\t\t")))
                .containsExactly(
                        "eggs.conllu:5: FORM is empty: expecting a value or _",
                        "eggs.conllu:5: LEMMA is empty: expecting a value or _");
    }

    @Test
    void commentsAndWhiteSpaceWithinASentenceAreProblems() {
        assertThat(problems(conllu(HENS).replace("5\tlay", "# note\n5\tlay").replace("\n\n# sent", "\n \n# sent")))
                .containsExactly(
                        "eggs.conllu:9: comment within a sentence: expecting comments before its first word",
                        "eggs.conllu:13: line of white space: expecting an empty line between sentences");
    }

    @Test
    void allProblemsOfAFileComeAtOnceAndTheSoundSentencesWereHandedOn() {
        String broken = conllu(HENS).replace("\thens\t", "\t\t").replace("2\teggs", "7\teggs");
        List<AnnotatedSentence> sentences = new ArrayList<>();
        assertThatThrownBy(() -> ConlluReader.read(
                        new ByteArrayInputStream((broken + conllu(HENS)).getBytes(StandardCharsets.UTF_8)),
                        "eggs.conllu",
                        sentences::add))
                .isInstanceOf(MalformedTextException.class)
                .hasMessage("2 problems:\n  eggs.conllu:5: FORM is empty: expecting a value or _"
                        + "\n  eggs.conllu:15: ID 7: expecting 2");
        assertThat(sentences).extracting(AnnotatedSentence::id).containsExactly("barn-1", "barn-2");
    }

    @Test
    void moreThanTwentyProblemsAreCounted() {
        MalformedTextException thrown =
                catchThrowableOfType(MalformedTextException.class, () -> read("no\n".repeat(50)));
        assertThat(thrown.problems()).hasSize(20);
        assertThat(thrown.count()).isEqualTo(50);
        assertThat(thrown).hasMessageEndingWith("and 30 more");
    }

    @Test
    void hostileLinesCostNoMemoryAndCannotForgeMessages() {
        assertThat(problems("1\t" + "x".repeat(LineReader.MAX_LINE_BYTES) + "\n"))
                .containsExactly("eggs.conllu:1: line of 65538 bytes: expecting 65536 at most");
        assertThat(problems("\u001B[31m" + "9".repeat(100) + "\t_".repeat(9) + "\n")
                        .get(0))
                .startsWith("eggs.conllu:1: ID '?[31m999")
                .hasSizeLessThan(200);
    }

    @Test
    void bytesThatAreNoUtf8AreFoundOnTheirLine(@TempDir Path directory) throws IOException {
        byte[] bytes = conllu(HENS).getBytes(StandardCharsets.UTF_8);
        bytes[new String(bytes, StandardCharsets.UTF_8).indexOf("hens\t")] = (byte) 0xFF;
        Path file = Files.write(directory.resolve("latin.conllu"), bytes);
        assertThatThrownBy(() -> ConlluReader.read(List.of(file), sentence -> {}))
                .hasMessage("1 problem:\n  " + file + ":5: line with bytes that are no text: expecting UTF-8");
    }

    @Test
    void aSentenceWithoutEndIsRefused() {
        StringBuilder text = new StringBuilder();
        for (int word = 1; word <= ConlluSentence.MAX_WORDS + 5; word++) {
            text.append(word).append("\tx").append("\t_".repeat(8)).append('\n');
        }
        assertThat(problems(text.toString()))
                .containsExactly("eggs.conllu:10001: more than 10000 words: expecting an empty line between sentences");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void damageAnywhereIsEitherHarmlessOrAProblemButNeverAnotherError(long seed) throws IOException {
        Random random = new Random(seed);
        String pieces = "\t\n_ #-.0123456789=|:abcZ\u00FC";
        int refused = 0;
        for (int round = 0; round < 300; round++) {
            StringBuilder text = new StringBuilder(conllu(HENS));
            for (int change = 0; change <= round % 4; change++) {
                text.setCharAt(random.nextInt(text.length()), pieces.charAt(random.nextInt(pieces.length())));
            }
            try {
                read(text.toString());
            } catch (MalformedTextException e) {
                refused++;
                assertThat(e.problems()).isNotEmpty().allMatch(problem -> problem.matches("eggs.conllu:\\d+: .+"));
            }
        }
        assertThat(refused).isBetween(100, 290);
    }
}
