package io.ovoscope.agent.encoding;

import io.ovoscope.agent.probeset.sentence.Problems;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalInt;

/**
 * The pieces that a network knows.
 *
 * @param ids id of each piece; at least one, none below 0
 */
public record Vocabulary(Map<String, Integer> ids) {
    public Vocabulary {
        ids = Map.copyOf(ids);
        if (ids.isEmpty()) {
            throw new IllegalArgumentException("vocabulary of 0 pieces: expecting at least one");
        }
        ids.forEach((piece, id) -> {
            if (id < 0) {
                throw new IllegalArgumentException("id " + id + " of piece '" + piece + "': expecting id >= 0");
            }
        });
    }

    /**
     * Reads a file: UTF-8, one piece on a line, the first with id 0, as BERT's {@code vocab.txt}; or, where its name ends in
     * {@code .json}, an object that maps each piece to its id, as GPT-2's {@code vocab.json}.
     *
     * @throws io.ovoscope.agent.probeset.sentence.MalformedTextException naming every problem with its line
     * @throws IOException where the file cannot be read
     */
    public static Vocabulary read(Path file) throws IOException {
        Problems problems = new Problems();
        Map<String, Integer> ids = new VocabularyReader(file, problems).read();
        problems.throwIfAny();
        return new Vocabulary(ids);
    }

    /** The id of a piece; empty where there is none. */
    public OptionalInt id(String piece) {
        Integer id = ids.get(piece);
        return id == null ? OptionalInt.empty() : OptionalInt.of(id);
    }

    public int size() {
        return ids.size();
    }
}
