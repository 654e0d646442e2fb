package io.ovoscope.agent.probeset.sentence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ovoscope.wire.Split;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConllulexReaderTest {
    /** Ten columns of CoNLL-U, then SMWE, LEXCAT, LEXLEMMA, SS, SS2 and four more, apart by white space; {@code ~} is an empty one. */
    private static final String BARN = """
            # newdoc id = barn
            # sent_id = barn-1
            1 The the DET DT _ 3 det _ _ _ DET the _ _ _ _ _ O-DET
            2 egg egg NOUN NN _ 3 compound _ _ 1:1 N egg~cup n.ARTIFACT _ _ _ _ B-N-n.ARTIFACT
            3 cup cup NOUN NN _ 5 nsubj _ _ 1:2 _ _ _ _ _ _ _ I_
            4-5 isn't _ _ _ _ _ _ _ _ ~ ~ ~ ~ ~ ~ ~ ~ ~
            4 is be AUX VBZ _ 5 cop _ _ _ AUX be _ _ _ _ _ O-AUX
            5 sold sell VERB VBN _ 0 root _ _ 2:1 V.VPC.full sell~out v.possession _ _ _ _ B-V
            6 out out ADP RP _ 5 compound _ _ 2:2 _ _ _ _ _ _ _ I_
            7 to to ADP IN _ 9 case _ _ _ P to p.Recipient p.Goal _ _ _ O-P
            8 my my PRON PRP$ _ 9 nmod _ _ _ PRON.POSS my `$ `$ _ _ _ O-PRON.POSS
            9 hens hen NOUN NNS _ 5 obl _ _ _ N hen ?? _ _ _ _ O-N

            # sent_id = barn-2
            1 out out ADP IN _ 3 case _ _ 1:1 PP out~of~town p.Locus _ _ _ _ B-PP
            2 of of ADP IN _ 3 case _ _ 1:2 _ _ _ _ _ _ _ I_
            3 town town NOUN NN _ 0 root _ _ 1:3 _ _ _ _ _ _ _ I_

            # sent_id = barn-3
            1 ! ! PUNCT . _ 0 root _ _ _ PUNCT ! _ _ _ _ _ O-PUNCT
            """;

    @TempDir
    private Path directory;

    private static String conllulex(String spaced) {
        return spaced.lines()
                .map(line -> line.startsWith("#") ? line : line.replaceAll(" +", "\t"))
                .map(line -> line.replace("\t~", "\t").replace('~', ' ') + "\n")
                .collect(Collectors.joining());
    }

    private List<AnnotatedSentence> read(String text, Problems problems) throws IOException {
        Path file = Files.writeString(directory.resolve("barn.conllulex"), text);
        List<AnnotatedSentence> sentences = new ArrayList<>();
        ConllulexReader.read(file, problems, sentences::add);
        return sentences;
    }

    private List<AnnotatedSentence> barn() throws IOException {
        Problems problems = new Problems();
        List<AnnotatedSentence> sentences = read(conllulex(BARN), problems);
        problems.throwIfAny();
        return sentences;
    }

    @Test
    void supersenseStandsOnTheHeadOfANounExpressionAndOnTheFirstWordOfOthers() throws IOException {
        List<AnnotatedSentence> sentences = barn();
        assertThat(sentences.get(0).words())
                .containsExactly("The", "egg", "cup", "is", "sold", "out", "to", "my", "hens");
        assertThat(sentences.get(0).wordLabels().get("Supersense"))
                .containsExactly("", "", "n.ARTIFACT", "", "v.possession", "", "p.Recipient", "", "");
        assertThat(sentences.get(1).wordLabels().get("Supersense")).containsExactly("p.Locus", "", "");
    }

    @Test
    void sentenceIsAnnotatedLikeAnyOther() throws IOException {
        AnnotatedSentence first = barn().get(0);
        assertThat(first.id()).isEqualTo("barn-1");
        assertThat(first.document()).contains("barn");
        assertThat(first.annotation().upos().subList(0, 3)).containsExactly("DET", "NOUN", "NOUN");
        assertThat(first.annotation().heads()).containsExactly(2, 2, 4, 4, -1, 4, 8, 8, 4);
    }

    @Test
    void sentenceWithoutASupersenseCarriesNoLabel() throws IOException {
        assertThat(barn().get(2).isLabelled()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '"', textBlock = """
            1:1 N; 1-1 N; 4; SMWE '1-1': expecting _ or expression:position such as 1:2
            n.ARTIFACT _; ARTIFACT _; 4; SS 'ARTIFACT': expecting a supersense such as n.FOOD, v.motion or p.Locus, _, ?? or `$
            nsubj _ _ 1:2 _ _ _; nsubj _ _ 1:2 _ _ n.FOOD; 5; SS 'n.FOOD' on word 2 of an expression: expecting it on the first
            O-DET; O-DET _; 3; 20 fields: expecting 19, separated by single tabs
            9 hens hen NOUN; 9 hens hen NO~UN; 12; UPOS 'NO UN': expecting no white space
            """)
    void malformedLineIsNamedAndItsSentenceLeftOut(String sound, String broken, int line, String expected)
            throws IOException {
        assertThat(BARN).contains(sound);
        Problems problems = new Problems();
        assertThat(read(conllulex(BARN.replace(sound, broken)), problems))
                .extracting(AnnotatedSentence::id)
                .containsExactly("barn-2", "barn-3");
        assertThatThrownBy(problems::throwIfAny)
                .hasMessage("1 problem:\n  " + directory.resolve("barn.conllulex") + ":" + line + ": " + expected);
    }

    @Test
    void labelsOfABrokenSentenceDoNotSlipToTheNext() throws IOException {
        String text = conllulex(BARN).replace("\tO-DET", "").replace("barn-2\n", "barn-2\nbad\n");
        List<AnnotatedSentence> sentences = read(text, new Problems());
        assertThat(sentences).extracting(AnnotatedSentence::id).containsExactly("barn-3");
        assertThat(sentences.get(0).wordLabels()).isEmpty();
    }

    private Set<Split> parts(LexicalCorpus corpus, String name) {
        return corpus.files().getOrDefault(directory.resolve(name), Set.of());
    }

    @Test
    void developmentFileIsSplitWhereThereIsNoTrainFile() throws IOException {
        Files.writeString(directory.resolve("my.ud_dev.conllulex"), "");
        Files.writeString(directory.resolve("my.ud_test.conllulex"), "");
        LexicalCorpus two = LexicalCorpus.at(List.of(directory));
        assertThat(parts(two, "my.ud_dev.conllulex")).containsExactly(Split.TRAIN, Split.DEVELOPMENT);
        assertThat(parts(two, "my.ud_test.conllulex")).containsExactly(Split.TEST);
        Files.writeString(directory.resolve("my.ud_train.conllulex"), "");
        LexicalCorpus three = LexicalCorpus.at(List.of(directory));
        assertThat(parts(three, "my.ud_train.conllulex")).containsExactly(Split.TRAIN);
        assertThat(parts(three, "my.ud_dev.conllulex")).containsExactly(Split.DEVELOPMENT);
    }

    @Test
    void everyPartIsOpenToOneFileAndToNamesThatSayNothing() throws IOException {
        Path test = Files.writeString(directory.resolve("my.ud_test.conllulex"), "");
        Path latest = Files.writeString(directory.resolve("latest.conllulex"), "");
        assertThat(LexicalCorpus.at(List.of(test)).files()).containsEntry(test, EnumSet.allOf(Split.class));
        assertThat(LexicalCorpus.at(List.of(test, latest)).files()).containsEntry(latest, EnumSet.allOf(Split.class));
    }

    @Test
    void missingFileAndEmptyDirectoryAreNamed() {
        assertThatThrownBy(() -> LexicalCorpus.at(List.of(directory)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(directory + ": expecting a .conllulex file or a directory");
        assertThatThrownBy(() -> LexicalCorpus.at(List.of(directory.resolve("none.conllulex"))))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("none.conllulex");
    }
}
