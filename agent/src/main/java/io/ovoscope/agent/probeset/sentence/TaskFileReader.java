package io.ovoscope.agent.probeset.sentence;

import static io.ovoscope.agent.probeset.sentence.Problems.quoted;

import io.ovoscope.agent.probeset.sentence.LineReader.Line;
import io.ovoscope.wire.LabelSource;
import io.ovoscope.wire.Level;
import io.ovoscope.wire.TaskInput;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the lines of one {@link TaskFile}. */
final class TaskFileReader {
    private static final int FIELDS = 3;
    private static final Pattern SETTING =
            Pattern.compile("#\\s*(level|source)\\s*:\\s*(.*)", Pattern.CASE_INSENSITIVE);
    private static final Pattern WORD = Pattern.compile("[1-9][0-9]{0,8}");
    private static final String SENTENCE = "-";
    private static final Map<String, Level> LEVELS = Map.of(
            "surface", Level.SURFACE,
            "morphology", Level.MORPHOLOGY,
            "context", Level.CONTEXT,
            "syntax", Level.SYNTAX,
            "semantics", Level.SEMANTICS);
    private static final Map<String, LabelSource> SOURCES =
            Map.of("gold", LabelSource.GOLD, "silver", LabelSource.SILVER);

    private final Path file;
    private final Problems problems;
    private final List<TaskFile.Label> labels = new ArrayList<>();
    private final Map<String, Long> lineOfItem = new HashMap<>();
    private Level level = Level.SEMANTICS;
    private LabelSource source = LabelSource.GOLD;

    TaskFileReader(Path file, Problems problems) {
        this.file = file;
        this.problems = problems;
    }

    TaskFile read() throws IOException {
        long last = 1;
        try (InputStream in = Files.newInputStream(file)) {
            LineReader lines = new LineReader(in, file.toString(), problems);
            for (Optional<Line> line = lines.next(); line.isPresent(); line = lines.next()) {
                last = line.get().number();
                if (line.get().text().startsWith("#")) {
                    comment(line.get());
                } else if (line.get().readable() && !line.get().text().isBlank()) {
                    label(line.get());
                }
            }
        }
        if (lineOfItem.isEmpty()) {
            problems.add(file.toString(), last, "no label: expecting lines of sentence id, word or -, and label");
        }
        boolean ofSentences = !labels.isEmpty() && labels.get(0).word() == TaskFile.WHOLE_SENTENCE;
        TaskInput input = ofSentences ? TaskInput.SENTENCE : TaskInput.TOKEN;
        return new TaskFile(
                file.toString(), new TaskFile.Header(FileTaskName.of(file), level, source, input), labels, problems);
    }

    private void comment(Line line) {
        Matcher setting = SETTING.matcher(line.text());
        if (!setting.matches()) {
            return;
        }
        String value = setting.group(2).strip().toLowerCase(Locale.ROOT);
        if (!lineOfItem.isEmpty()) {
            problem(line, setting.group(1) + " after the first label: expecting it before");
        } else if (setting.group(1).equalsIgnoreCase("level")) {
            level = chosen(line, "level", value, LEVELS, level);
        } else {
            source = chosen(line, "source", value, SOURCES, source);
        }
    }

    private <T> T chosen(Line line, String key, String value, Map<String, T> known, T usual) {
        T found = known.get(value);
        if (found == null) {
            problem(
                    line,
                    key + " " + quoted(value) + ": expecting one of "
                            + known.keySet().stream().sorted().toList());
            return usual;
        }
        return found;
    }

    private void label(Line line) {
        String[] fields = line.text().split("\t", -1);
        if (fields.length != FIELDS) {
            lineOfItem.putIfAbsent("line " + line.number(), line.number());
            problem(
                    line,
                    fields.length + " fields: expecting 3, sentence id, word or - and label, separated by single tabs");
            return;
        }
        fields[0] = fields[0].strip();
        fields[1] = fields[1].strip();
        Long earlier = lineOfItem.putIfAbsent(fields[0] + "\t" + fields[1], line.number());
        List<String> wrong = problems(fields, earlier);
        wrong.forEach(what -> problem(line, what));
        if (wrong.isEmpty()) {
            int word = fields[1].equals(SENTENCE) ? TaskFile.WHOLE_SENTENCE : Integer.parseInt(fields[1]) - 1;
            labels.add(new TaskFile.Label(line.number(), fields[0], word, fields[2].strip()));
        }
    }

    private List<String> problems(String[] fields, @Nullable Long earlier) {
        List<String> wrong = new ArrayList<>();
        if (fields[0].isBlank()) {
            wrong.add("sentence id is empty: expecting the id of a sentence");
        }
        boolean ofSentence = fields[1].equals(SENTENCE);
        if (!ofSentence && !WORD.matcher(fields[1]).matches()) {
            wrong.add("word " + quoted(fields[1]) + ": expecting a number from 1, or - for the whole sentence");
        } else if (!labels.isEmpty() && ofSentence != (labels.get(0).word() == TaskFile.WHOLE_SENTENCE)) {
            wrong.add("word " + quoted(fields[1]) + ": expecting " + (ofSentence ? "a number" : SENTENCE)
                    + " as in line " + labels.get(0).line() + ": a task labels sentences or words, not both");
        }
        ClassName.problem(fields[2].strip()).ifPresent(wrong::add);
        if (earlier != null) {
            wrong.add("second label of " + (ofSentence ? "" : "word " + fields[1] + " of ") + "sentence "
                    + quoted(fields[0]) + ": expecting one, which line " + earlier + " gives");
        }
        return wrong;
    }

    private void problem(Line line, String what) {
        problems.add(file.toString(), line.number(), what);
    }
}
