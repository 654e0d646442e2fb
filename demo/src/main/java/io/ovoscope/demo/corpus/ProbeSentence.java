package io.ovoscope.demo.corpus;

import java.nio.file.Path;

/**
 * A sentence held out from the training text, to probe the model with.
 *
 * @param sentence the words
 * @param origin where it comes from, and so which gold labels it has
 */
public record ProbeSentence(Sentence sentence, Origin origin) {

    /** Where a held-out sentence comes from. */
    public sealed interface Origin {}

    /**
     * A WordNet gloss, whose sense is its label.
     *
     * @param partOfSpeech what the gloss defines
     * @param lexicographerClass the sense's lexicographer file, for example {@code noun.animal}
     */
    public record FromGloss(Gloss.PartOfSpeech partOfSpeech, String lexicographerClass) implements Origin {}

    /**
     * A sentence of a treebank, whose gold labels stand in its file.
     *
     * @param file the CoNLL-U file
     * @param ordinal the how-manieth sentence of the file it is, from 0
     * @param document the document it belongs to; empty if the file marks none
     */
    public record FromTreebank(Path file, int ordinal, String document) implements Origin {}
}
