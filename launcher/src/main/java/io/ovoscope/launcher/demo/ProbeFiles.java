package io.ovoscope.launcher.demo;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.ovoscope.agent.probeset.ProbeSources;
import java.nio.file.Path;
import java.util.List;

/**
 * Files that label probe sentences or bring them along, absolute, as they are handed over to the training process.
 *
 * @param supersenses {@code .conllulex} files, or directories of them
 * @param sentEval files in SentEval's format
 * @param tasks files of labels of the user's own
 */
public record ProbeFiles(List<String> supersenses, List<String> sentEval, List<String> tasks) {
    public ProbeFiles {
        supersenses = List.copyOf(supersenses);
        sentEval = List.copyOf(sentEval);
        tasks = List.copyOf(tasks);
    }

    /** Of paths as the user wrote them. */
    public static ProbeFiles of(List<Path> supersenses, List<Path> sentEval, List<Path> tasks) {
        return new ProbeFiles(absolute(supersenses), absolute(sentEval), absolute(tasks));
    }

    private static List<String> absolute(List<Path> paths) {
        return paths.stream().map(path -> path.toAbsolutePath().toString()).toList();
    }

    @JsonIgnore
    boolean isEmpty() {
        return supersenses.isEmpty() && sentEval.isEmpty() && tasks.isEmpty();
    }

    ProbeSources sources() {
        return ProbeSources.none()
                .withSupersenses(paths(supersenses))
                .withSentEval(paths(sentEval))
                .withTasks(paths(tasks));
    }

    private static Path[] paths(List<String> names) {
        return names.stream().map(Path::of).toArray(Path[]::new);
    }
}
