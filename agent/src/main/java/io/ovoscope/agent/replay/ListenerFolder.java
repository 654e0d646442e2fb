package io.ovoscope.agent.replay;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A folder of DL4J's {@code CheckpointListener}: model files {@code checkpoint_N_*.zip}, and {@code checkpointInfo.txt} with a line
 * {@code checkpointNum,timestamp,iteration,epoch,modelType,filename} for each that was ever written.
 *
 * @param directory where they lie
 * @param savedAt what its iterations mean
 * @param assumed whether that was concluded from the lines, rather than said by the user
 * @param checkpoints those whose files are there, by step
 */
public record ListenerFolder(Path directory, SavedAt savedAt, boolean assumed, List<CheckpointFile> checkpoints) {
    private static final String LIST = "checkpointInfo.txt";
    private static final String HEADER = "checkpointNum,timestamp,iteration,epoch,modelType,filename";
    private static final int FIELDS = 6;

    public ListenerFolder {
        checkpoints = List.copyOf(checkpoints);
    }

    private record Line(long timestamp, long iteration, long epoch, String file) {}

    /** Whether a folder is one. */
    public static boolean is(Path directory) {
        return Files.isRegularFile(directory.resolve(LIST));
    }

    /**
     * Reads the list; files that it names and that the listener has deleted since are left out.
     *
     * @param said when the listener saved; empty to conclude it from the list ({@link #conclude})
     * @throws CheckpointProblems naming every line that cannot be read
     */
    public static ListenerFolder read(Path directory, Optional<SavedAt> said) throws CheckpointProblems {
        List<Line> lines = lines(directory.resolve(LIST));
        SavedAt savedAt = said.orElseGet(() -> conclude(lines));
        TreeMap<Long, CheckpointFile> byStep = new TreeMap<>();
        for (Line line : lines) {
            Path file = directory.resolve(line.file());
            if (Files.exists(file)) {
                // A later line of the same step stands: training that was set back writes a step again.
                long step = savedAt.step(line.iteration());
                byStep.put(step, CheckpointFile.of(file, step, Instant.ofEpochMilli(line.timestamp())));
            }
        }
        return new ListenerFolder(directory, savedAt, said.isEmpty(), List.copyOf(byStep.values()));
    }

    /**
     * Ends of epochs where two or more checkpoints have counted the same number of iterations for each epoch; else iterations. A
     * listener that saves after iterations gives such numbers only where it saves once an epoch, and earlier in each.
     */
    private static SavedAt conclude(List<Line> lines) {
        if (lines.size() < 2 || lines.get(0).iteration() == 0) {
            return SavedAt.ITERATION;
        }
        Line first = lines.get(0);
        boolean sameForAll = lines.stream()
                .allMatch(line -> line.iteration() * (first.epoch() + 1) == first.iteration() * (line.epoch() + 1));
        boolean epochsDiffer = lines.stream().map(Line::epoch).distinct().count() == lines.size();
        return sameForAll && epochsDiffer ? SavedAt.EPOCH_END : SavedAt.ITERATION;
    }

    private static List<Line> lines(Path list) throws CheckpointProblems {
        List<Line> lines = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        List<String> text = text(list);
        for (int i = 0; i < text.size(); i++) {
            String line = text.get(i);
            if (!line.isBlank() && !(i == 0 && line.equals(HEADER))) {
                try {
                    lines.add(line(line));
                } catch (IllegalArgumentException e) {
                    problems.add(list + ":" + (i + 1) + ": '" + line + "': expecting " + HEADER);
                }
            }
        }
        CheckpointProblems.requireNone(problems);
        return lines;
    }

    private static Line line(String line) {
        String[] fields = line.split(",", -1);
        if (fields.length != FIELDS || !fields[FIELDS - 1].matches("[\\w.-]+\\.zip")) {
            throw new IllegalArgumentException(line);
        }
        Line read = new Line(
                Long.parseLong(fields[1]), Long.parseLong(fields[2]), Long.parseLong(fields[3]), fields[FIELDS - 1]);
        if (read.iteration() < 0 || read.epoch() < 0) {
            throw new IllegalArgumentException(line);
        }
        return read;
    }

    private static List<String> text(Path list) throws CheckpointProblems {
        try {
            return Files.readAllLines(list);
        } catch (IOException e) {
            throw new CheckpointProblems(list + ": cannot be read: " + e, e);
        }
    }
}
