package io.ovoscope.agent.probeset;

import java.nio.file.Path;
import java.util.List;

/**
 * What a probe set is made from, for a training that has no code for it: {@link ProbeSources} by the names of files. Relative ones are
 * taken from where the program is started.
 *
 * @param conllu a CoNLL-U file or a directory of them; empty for none
 * @param text a file or directory of raw text; empty for none
 * @param supersenses {@code .conllulex} files or directories of them, such as STREUSLE's
 * @param sentEval files in SentEval's format
 * @param tasks files of labels
 */
public record SourceSettings(
        String conllu, String text, List<String> supersenses, List<String> sentEval, List<String> tasks) {
    public SourceSettings {
        supersenses = List.copyOf(supersenses);
        sentEval = List.copyOf(sentEval);
        tasks = List.copyOf(tasks);
    }

    /** Nothing. */
    public static SourceSettings defaults() {
        return new SourceSettings("", "", List.of(), List.of(), List.of());
    }

    /** Whether no source of sentences is named; files of labels alone bring none. */
    public boolean isEmpty() {
        return conllu.isEmpty() && text.isEmpty() && supersenses.isEmpty() && sentEval.isEmpty();
    }

    /**
     * The same as paths.
     *
     * @throws IllegalArgumentException where no source of sentences is named
     */
    public ProbeSources sources() {
        if (isEmpty()) {
            throw new IllegalArgumentException(
                    "sources: no sentences: expecting at least one of conllu, text, supersenses and sentEval");
        }
        ProbeSources all = ProbeSources.none()
                .withSupersenses(paths(supersenses))
                .withSentEval(paths(sentEval))
                .withTasks(paths(tasks));
        all = conllu.isEmpty() ? all : all.withConllu(Path.of(conllu));
        return text.isEmpty() ? all : all.withText(Path.of(text));
    }

    private static Path[] paths(List<String> names) {
        return names.stream().map(Path::of).toArray(Path[]::new);
    }
}
