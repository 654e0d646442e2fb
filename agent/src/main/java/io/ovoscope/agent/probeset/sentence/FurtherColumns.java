package io.ovoscope.agent.probeset.sentence;

import io.ovoscope.agent.probeset.sentence.LineReader.Line;
import java.util.Optional;

/** The columns that a file has beside the ten of CoNLL-U, and the labels they give. */
interface FurtherColumns {
    /** A CoNLL-U file has no others. */
    FurtherColumns NONE = new FurtherColumns() {
        @Override
        public Optional<Line> cut(Line line, ConlluSentence sentence) {
            return Optional.of(line);
        }

        @Override
        public AnnotatedSentence label(AnnotatedSentence sentence) {
            return sentence;
        }

        @Override
        public void clear() {}
    };

    /**
     * Notes what the further columns of a line say.
     *
     * @param sentence told what is wrong with them
     * @return the line with the ten columns alone, unless it has another number of columns than the format asks for
     */
    Optional<Line> cut(Line line, ConlluSentence sentence);

    /** The sentence whose lines have been cut, with their labels. */
    AnnotatedSentence label(AnnotatedSentence sentence);

    /** Forgets the lines so far: the sentence is over, whether it was sound or not. */
    void clear();
}
