package io.ovoscope.agent.probeset;

import io.ovoscope.agent.probeset.sentence.AnnotatedSentence;
import io.ovoscope.agent.probeset.sentence.ConlluReader;
import io.ovoscope.agent.probeset.sentence.ConllulexReader;
import io.ovoscope.agent.probeset.sentence.FileTaskName;
import io.ovoscope.agent.probeset.sentence.LexicalCorpus;
import io.ovoscope.agent.probeset.sentence.Problems;
import io.ovoscope.agent.probeset.sentence.SentEvalReader;
import io.ovoscope.agent.probeset.sentence.TaskFile;
import io.ovoscope.agent.probeset.sentence.TextReader;
import io.ovoscope.agent.probeset.sentence.Treebank;
import io.ovoscope.agent.probeset.task.GivenTask;
import io.ovoscope.agent.probeset.task.TaskOutline;
import io.ovoscope.wire.LabelSource;
import io.ovoscope.wire.Level;
import io.ovoscope.wire.Split;
import io.ovoscope.wire.TaskInput;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Reads the sources of a probe set into a sample. Sources with labels come first, so that where the text has the same sentences it brings
 * its annotation to those that are already held.
 */
final class SourceReader {
    private static final Map<String, Level> SENT_EVAL_LEVELS = Map.of(
            "sentence_length", Level.SURFACE,
            "word_content", Level.SURFACE,
            "tree_depth", Level.SYNTAX,
            "top_constituents", Level.SYNTAX,
            "bigram_shift", Level.SYNTAX);

    private static final String SUPERSENSE_FILES = "the supersense files";

    private final ProbeSources sources;
    private final ProbeSetSettings settings;
    private final Problems problems = new Problems();
    private final SentenceSample sample;
    private final List<TaskFile> taskFiles = new ArrayList<>();

    SourceReader(ProbeSources sources, ProbeSetSettings settings) {
        this.sources = sources;
        this.settings = settings;
        this.sample = new SentenceSample(settings);
    }

    /**
     * Reads everything.
     *
     * @throws io.ovoscope.agent.probeset.sentence.MalformedTextException with the problems of all files
     */
    SentenceSample read() throws IOException {
        checkNames();
        for (Path file : sources.tasks()) {
            taskFiles.add(TaskFile.read(file, problems));
        }
        readSupersenses();
        for (Path file : sources.sentEval()) {
            readSentEval(file);
        }
        sources.sentences()
                .ifPresent(text -> text.sentences().forEach(sentence -> offer(SentenceSample.TEXT, sentence)));
        readConllu();
        if (sources.text().isPresent()) {
            Path text = sources.text().get();
            new TextReader(settings.textLayout(), Locale.forLanguageTag(settings.language()))
                    .read(text, problems, sentence -> offer(text.toString(), sentence));
        }
        sources.notProbed().forEach(this::labelled);
        taskFiles.forEach(TaskFile::reportUnknownSentences);
        problems.throwIfAny();
        return sample;
    }

    private void checkNames() {
        TaskNames names = new TaskNames();
        sources.sentences()
                .ifPresent(text -> text.givenTasks()
                        .forEach(task -> take(names, task.outline().name(), SentenceSample.TEXT)));
        if (!sources.supersenses().isEmpty()) {
            take(names, ConllulexReader.TASK, SUPERSENSE_FILES);
        }
        sources.sentEval().forEach(file -> take(names, FileTaskName.of(file), file.toString()));
        sources.tasks().forEach(file -> take(names, FileTaskName.of(file), file.toString()));
    }

    private void take(TaskNames names, String name, String giver) {
        names.take(name, giver).ifPresent(what -> problems.add(giver, what));
    }

    private void offer(String source, AnnotatedSentence sentence) {
        sample.offer(source, labelled(sentence));
    }

    private AnnotatedSentence labelled(AnnotatedSentence sentence) {
        AnnotatedSentence labelled = sentence;
        for (TaskFile task : taskFiles) {
            labelled = task.label(labelled);
        }
        return labelled;
    }

    private void readSupersenses() throws IOException {
        if (sources.supersenses().isEmpty()) {
            return;
        }
        for (Map.Entry<Path, Set<Split>> file :
                LexicalCorpus.at(sources.supersenses()).files().entrySet()) {
            ConllulexReader.read(
                    file.getKey(),
                    problems,
                    sentence -> offer(SUPERSENSE_FILES, sentence.withGivenParts(file.getValue())));
        }
    }

    /** Without a part to choose the penalty on, part of the training part serves. */
    private void readSentEval(Path file) throws IOException {
        Set<Split> parts = EnumSet.noneOf(Split.class);
        SentEvalReader.read(file, new Problems(), sentence -> parts.addAll(sentence.givenParts()));
        boolean tuned = parts.contains(Split.DEVELOPMENT);
        SentEvalReader.read(file, problems, sentence -> {
            boolean divided = !tuned && sentence.givenParts().contains(Split.TRAIN);
            offer(
                    file.toString(),
                    divided ? sentence.withGivenParts(EnumSet.of(Split.TRAIN, Split.DEVELOPMENT)) : sentence);
        });
    }

    /** The train part of a treebank is not probed; task files may name its sentences all the same. */
    private void readConllu() throws IOException {
        if (sources.conllu().isEmpty()) {
            return;
        }
        Path path = sources.conllu().get();
        Treebank treebank = Treebank.at(path);
        for (Path file : treebank.forProbing()) {
            ConlluReader.read(file, problems, sentence -> offer(path.toString(), sentence));
        }
        if (!taskFiles.isEmpty() && !treebank.heldOut().isEmpty()) {
            for (Path file : treebank.train()) {
                ConlluReader.read(file, problems, this::labelled);
            }
        }
    }

    /** The tasks whose labels the sentences carry. */
    List<GivenTask> tasks() {
        List<GivenTask> tasks = new ArrayList<>();
        sources.sentences().ifPresent(text -> tasks.addAll(text.givenTasks()));
        if (!sources.supersenses().isEmpty()) {
            tasks.add(task(
                    new TaskFile.Header(ConllulexReader.TASK, Level.SEMANTICS, LabelSource.GOLD, TaskInput.TOKEN)));
        }
        for (Path file : sources.sentEval()) {
            String name = FileTaskName.of(file);
            Level level = SENT_EVAL_LEVELS.getOrDefault(name, Level.SEMANTICS);
            tasks.add(task(new TaskFile.Header(name, level, LabelSource.GOLD, TaskInput.SENTENCE)));
        }
        taskFiles.forEach(file -> tasks.add(task(file.header())));
        return tasks;
    }

    private static GivenTask task(TaskFile.Header header) {
        return new GivenTask(
                new TaskOutline(header.name(), header.level(), header.input(), header.source(), List.of()));
    }

    /** Whose the annotation is: another model's as soon as one source's is. */
    LabelSource annotation() {
        boolean conllu = sources.conllu().isPresent() && settings.conlluLabels() == LabelSource.SILVER;
        boolean given = sources.sentences()
                .filter(text -> text.annotation() == LabelSource.SILVER)
                .isPresent();
        return conllu || given ? LabelSource.SILVER : LabelSource.GOLD;
    }

    /** What became of the task files' labels. */
    List<String> remarks(List<AnnotatedSentence> chosen) {
        List<String> remarks = new ArrayList<>();
        for (TaskFile file : taskFiles) {
            int used = chosen.stream()
                    .mapToInt(sentence -> file.labels(sentence.id()))
                    .sum();
            if (used < file.size()) {
                remarks.add(file.header().name() + ": " + used + " of " + file.size()
                        + " labels are on probe sentences, the others on sentences left out or not probed");
            }
        }
        return remarks;
    }
}
