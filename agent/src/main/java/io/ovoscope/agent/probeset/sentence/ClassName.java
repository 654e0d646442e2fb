package io.ovoscope.agent.probeset.sentence;

import static io.ovoscope.agent.probeset.sentence.Problems.quoted;

import java.util.Optional;

/** The name of a class as a file gives it: any text, spaces included, that can be shown in a table. */
final class ClassName {
    private static final int MAX_LENGTH = 100;

    private ClassName() {}

    /** What is wrong with a label, if anything is. */
    static Optional<String> problem(String label) {
        if (label.isBlank()) {
            return Optional.of("label is empty: expecting the name of a class");
        }
        return label.length() > MAX_LENGTH
                ? Optional.of("label " + quoted(label) + " of " + label.length()
                        + " characters: expecting the name of a" + " class, " + MAX_LENGTH + " at most")
                : Optional.empty();
    }
}
