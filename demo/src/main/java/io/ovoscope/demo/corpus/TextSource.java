package io.ovoscope.demo.corpus;

import java.io.IOException;
import java.nio.file.Path;

/** Where the text comes from. */
public sealed interface TextSource {

    /**
     * Reads the text and holds probe sentences out of it.
     *
     * @throws IOException if a file cannot be read or is malformed; the message names file, line and what was expected
     */
    DemoText read(ProbeChoice choice) throws IOException;

    /** WordNet's glosses and example sentences, which lie on the class path. */
    record WordNet() implements TextSource {
        @Override
        public DemoText read(ProbeChoice choice) {
            return GlossText.of(WordNetText.read(), choice);
        }
    }

    /**
     * A treebank in CoNLL-U.
     *
     * @param path a file, or a directory with parts named as Universal Dependencies name them
     */
    record Treebank(Path path) implements TextSource {
        @Override
        public DemoText read(ProbeChoice choice) throws IOException {
            return new TreebankText(new ConlluForms()).of(path, choice);
        }
    }
}
