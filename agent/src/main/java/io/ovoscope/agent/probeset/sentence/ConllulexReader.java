package io.ovoscope.agent.probeset.sentence;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * Reads STREUSLE's {@code .conllulex} (<a href="https://github.com/nert-nlp/streusle/blob/master/CONLLULEX.md">format</a>; Schneider et
 * al. 2018): the ten columns of CoNLL-U, read as {@link ConlluReader} does, and nine lexical ones.
 *
 * <p>Of these the supersense becomes a label of the word, under {@link #TASK}: {@code n.*} of nouns, {@code v.*} of verbs, {@code p.*} of
 * prepositions and possessives, for which it is the scene role (column SS), not the function (SS2). A strong multiword expression has one
 * supersense, which the file puts on its first word. It stays there for verbs and prepositions ({@code take} of "take off",
 * {@code out} of "out of town"); for nouns it moves to the head, the expression's word nearest the root ({@code service} of "customer
 * service"), because the first word of a compound is only known to be part of one when the rest has been read. What the annotators could not
 * tell ({@code ??}) and possessives without a meaning of their own ({@code `$}) have no label.
 */
public final class ConllulexReader {
    /** The task whose labels the words carry. */
    public static final String TASK = "Supersense";

    private ConllulexReader() {}

    /**
     * Hands every sentence on as soon as it is read, with its annotation and its supersenses.
     *
     * @param problems told every malformed line; its sentence is left out
     * @throws IOException where the file cannot be read
     */
    public static void read(Path file, Problems problems, Consumer<AnnotatedSentence> sentences) throws IOException {
        ConlluReader.read(file, problems, new LexicalColumns(), sentences);
    }
}
