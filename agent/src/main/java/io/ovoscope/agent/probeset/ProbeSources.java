package io.ovoscope.agent.probeset;

import io.ovoscope.agent.probeset.sentence.AnnotatedSentence;
import io.ovoscope.agent.probeset.sentence.ConllulexReader;
import io.ovoscope.agent.probeset.sentence.FileTaskName;
import io.ovoscope.agent.probeset.sentence.LexicalCorpus;
import io.ovoscope.agent.probeset.sentence.SentEvalReader;
import io.ovoscope.agent.probeset.sentence.TaskFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a probe set is made from: text, and files that label it or bring labelled sentences of their own. Everything may be combined. A
 * sentence that several sources have, word for word, is one sentence with the labels of all.
 *
 * @param sentences that the caller has read, if any
 * @param notProbed sentences of the same text that are not probed, for example because the model is trained on them: task files may name
 *     them, and what they say of them is left out
 * @param conllu a CoNLL-U file or a directory, if any, as in {@link ProbeCorpora#fromConllu}
 * @param text a file or directory of raw text, if any, as in {@link ProbeCorpora#fromText}
 * @param supersenses files and directories for the task {@code Supersense}: {@link ConllulexReader}, {@link LexicalCorpus}
 * @param sentEval files of sentences, each a task named after the file: {@link SentEvalReader}, {@link FileTaskName}
 * @param tasks files of labels, each a task named after the file: {@link TaskFile}
 */
public record ProbeSources(
        Optional<AnnotatedText> sentences,
        List<AnnotatedSentence> notProbed,
        Optional<Path> conllu,
        Optional<Path> text,
        List<Path> supersenses,
        List<Path> sentEval,
        List<Path> tasks) {
    public ProbeSources {
        notProbed = List.copyOf(notProbed);
        supersenses = List.copyOf(supersenses);
        sentEval = List.copyOf(sentEval);
        tasks = List.copyOf(tasks);
    }

    /** Nothing yet. */
    public static ProbeSources none() {
        return new ProbeSources(
                Optional.empty(), List.of(), Optional.empty(), Optional.empty(), List.of(), List.of(), List.of());
    }

    /** The same and these sentences. */
    public ProbeSources withSentences(AnnotatedText read) {
        return new ProbeSources(Optional.of(read), notProbed, conllu, text, supersenses, sentEval, tasks);
    }

    /** The same, knowing that these sentences are not probed. */
    public ProbeSources withNotProbed(List<AnnotatedSentence> others) {
        return new ProbeSources(sentences, others, conllu, text, supersenses, sentEval, tasks);
    }

    /** The same and this CoNLL-U file or directory. */
    public ProbeSources withConllu(Path fileOrDirectory) {
        return new ProbeSources(sentences, notProbed, Optional.of(fileOrDirectory), text, supersenses, sentEval, tasks);
    }

    /** The same and this raw text. */
    public ProbeSources withText(Path fileOrDirectory) {
        return new ProbeSources(
                sentences, notProbed, conllu, Optional.of(fileOrDirectory), supersenses, sentEval, tasks);
    }

    /** The same and these {@code .conllulex} files or directories. */
    public ProbeSources withSupersenses(Path... filesOrDirectories) {
        return new ProbeSources(
                sentences, notProbed, conllu, text, joined(supersenses, filesOrDirectories), sentEval, tasks);
    }

    /** The same and these SentEval files. */
    public ProbeSources withSentEval(Path... files) {
        return new ProbeSources(sentences, notProbed, conllu, text, supersenses, joined(sentEval, files), tasks);
    }

    /** The same and these task files. */
    public ProbeSources withTasks(Path... files) {
        return new ProbeSources(sentences, notProbed, conllu, text, supersenses, sentEval, joined(tasks, files));
    }

    private static List<Path> joined(List<Path> some, Path... more) {
        List<Path> all = new ArrayList<>(some);
        all.addAll(List.of(more));
        return all;
    }
}
