package io.ovoscope.agent.probeset;

import io.ovoscope.agent.probeset.sentence.AnnotatedSentence;
import io.ovoscope.agent.probeset.sentence.MalformedTextException;
import io.ovoscope.agent.probeset.task.BuiltInTasks;
import io.ovoscope.agent.probeset.task.GivenTask;
import io.ovoscope.agent.probeset.task.ProbeSentences;
import io.ovoscope.agent.probeset.task.ProbingTask;
import io.ovoscope.wire.LabelSource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes probe sets. Sentences longer than the limit and repeated sentences are left out; of the rest as many of each source as wanted are
 * chosen by chance, split into training, development and test part, and labelled for every task. All of it is a function of text and settings.
 *
 * <p>Each method throws {@link IllegalArgumentException} where no sentence is left or no task can be probed, with every task's reason.
 * Tasks of the caller's own have names of their own: not those of built-in tasks, whether or not they are wanted, nor of the geometry's
 * curves.
 */
public final class ProbeCorpora {
    private ProbeCorpora() {}

    /**
     * From a treebank.
     *
     * @param fileOrDirectory a CoNLL-U file; or a directory, of whose files those are used that Universal Dependencies does not name
     *     {@code ...-ud-train.conllu} (unless it has no others), so that the train part stays for the language model
     * @throws MalformedTextException where a line is malformed, with file, line, value and expectation of every problem
     * @throws IOException where a file is missing or cannot be read
     */
    public static ProbeCorpus fromConllu(Path fileOrDirectory, ProbeSetSettings settings) throws IOException {
        return from(ProbeSources.none().withConllu(fileOrDirectory), settings);
    }

    /**
     * From raw text, which has no tags and trees: tasks that need them are skipped.
     *
     * @param fileOrDirectory a UTF-8 file, or a directory whose {@code .txt} files are a document each
     * @throws MalformedTextException where a line is no UTF-8 or far too long
     * @throws IOException where a file is missing or cannot be read
     */
    public static ProbeCorpus fromText(Path fileOrDirectory, ProbeSetSettings settings) throws IOException {
        return from(ProbeSources.none().withText(fileOrDirectory), settings);
    }

    /**
     * From several sources together.
     *
     * @throws MalformedTextException where a line of any file is malformed, a label is of a sentence or word that is not there, or a task
     *     has the name of another, with file, line, value and expectation of every problem
     * @throws IOException where a file is missing or cannot be read
     */
    public static ProbeCorpus from(ProbeSources sources, ProbeSetSettings settings) throws IOException {
        SourceReader reader = new SourceReader(sources, settings);
        SentenceSample sample = reader.read();
        List<AnnotatedSentence> chosen = sample.chosen();
        List<String> remarks = new ArrayList<>(sample.remarks());
        remarks.addAll(reader.remarks(chosen));
        return corpus(chosen, remarks, tasks(reader.annotation(), reader.tasks(), settings), settings);
    }

    /**
     * From files that settings name.
     *
     * @throws IllegalArgumentException also where they name no source of sentences
     * @throws MalformedTextException as {@link #from(ProbeSources, ProbeSetSettings)}
     * @throws IOException where a file is missing or cannot be read
     */
    public static ProbeCorpus from(SourceSettings sources, ProbeSetSettings settings) throws IOException {
        return from(sources.sources(), settings);
    }

    /**
     * From sentences that the caller has read, tagged or labelled.
     *
     * @throws IllegalArgumentException also where a task has the name of another
     */
    public static ProbeCorpus fromSentences(AnnotatedText text, ProbeSetSettings settings) {
        SentenceSample sample = new SentenceSample(settings);
        text.sentences().forEach(sample::offer);
        requireNames(text.givenTasks());
        List<ProbingTask> tasks = tasks(text.annotation(), text.givenTasks(), settings);
        return corpus(sample.chosen(), sample.remarks(), tasks, settings);
    }

    private static void requireNames(List<GivenTask> given) {
        TaskNames names = new TaskNames();
        List<String> problems = given.stream()
                .flatMap(task -> names.take(task.outline().name(), "the text").stream())
                .toList();
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", problems));
        }
    }

    private static ProbeCorpus corpus(
            List<AnnotatedSentence> chosen, List<String> earlier, List<ProbingTask> tasks, ProbeSetSettings settings) {
        if (chosen.isEmpty()) {
            throw new IllegalArgumentException("no sentence to probe on: " + earlier);
        }
        List<String> remarks = new ArrayList<>(earlier);
        SplitPlan plan = SplitPlan.of(chosen, settings);
        remarks.addAll(plan.remarks());
        ProbeSetBuilder builder =
                new ProbeSetBuilder(new ProbeSentences(chosen, plan.splits()), settings.minTrainItemsPerClass());
        for (ProbingTask task : tasks) {
            builder.add(task, Seeded.random(settings.seed(), task.outline().name()));
        }
        return builder.build(remarks);
    }

    private static List<ProbingTask> tasks(LabelSource annotation, List<GivenTask> given, ProbeSetSettings settings) {
        List<ProbingTask> tasks = new ArrayList<>(BuiltInTasks.all(settings.taskOptions(), annotation));
        tasks.removeIf(task -> !settings.tasks().contains(task.outline().name()));
        tasks.addAll(given);
        return tasks;
    }
}
