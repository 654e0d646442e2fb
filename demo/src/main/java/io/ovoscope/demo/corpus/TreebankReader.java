package io.ovoscope.demo.corpus;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Reads the words of a treebank, which is all that a language model needs of it. */
public interface TreebankReader {

    /**
     * The sentences of a file, in its order.
     *
     * @throws IOException if the file cannot be read, or is no treebank: then the message names file, line and what was
     *     expected
     */
    List<TreebankSentence> read(Path file) throws IOException;

    /**
     * A sentence and the document it belongs to.
     *
     * @param sentence the words
     * @param document name of the document; empty if the file marks none
     */
    record TreebankSentence(Sentence sentence, String document) {}
}
