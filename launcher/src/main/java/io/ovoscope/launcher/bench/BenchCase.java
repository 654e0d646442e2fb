package io.ovoscope.launcher.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * Matrices and labels that both sides train on, as files of one folder: activations float32, everything else int32, both
 * little-endian and row-major. {@code case.json} holds this record.
 *
 * @param name such as {@code demo}
 * @param run the run that the activations are of
 * @param before step of the snapshot that warm starts come from
 * @param last step of the snapshot that is scored
 * @param width features of a row
 */
public record BenchCase(
        String name, String run, long before, long last, int width, List<Layer> layers, List<Input> inputs) {
    /** Rows of words, as they came. */
    static final String WORDS = "words";
    /** Means of each sentence's rows. */
    static final String SENTENCES = "sentences";

    private static final String FILE = "case.json";
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    /** A probed layer. */
    public record Layer(int index, String name) {}

    /**
     * Tasks that read the same items, and so share a design.
     *
     * @param name {@code token}, {@code sentence}, or the name of a pair task
     * @param matrix {@link #WORDS} or {@link #SENTENCES}: whose rows the items are
     * @param pairs whether an item is two rows side by side
     * @param items how many
     */
    public record Input(String name, String matrix, boolean pairs, int items, List<Task> tasks) {
        public Input {
            tasks = List.copyOf(tasks);
        }

        /** Classes of all its tasks together. */
        int classes() {
            return tasks.stream().mapToInt(Task::classes).sum();
        }

        /** Row of each item, of a pair its first. */
        String firstFile() {
            return name + ".first.i32";
        }

        /** Second row of each pair. */
        String secondFile() {
            return name + ".second.i32";
        }

        /** 0 train, 1 development, 2 test. */
        String partFile() {
            return name + ".part.i32";
        }

        /** Label of each item, −1 for none. */
        String labelsFile(Task task) {
            return name + "." + task.name().replace(' ', '.') + ".i32";
        }
    }

    /**
     * A task, or a task's control.
     *
     * @param name of a control that of its task and {@code " control"}
     * @param task name of the task itself
     */
    public record Task(String name, String task, int classes) {
        static final String CONTROL = " control";

        boolean control() {
            return !name.equals(task);
        }
    }

    public BenchCase {
        layers = List.copyOf(layers);
        inputs = List.copyOf(inputs);
        if (layers.isEmpty() || inputs.isEmpty()) {
            throw new IllegalArgumentException(layers.size() + " layers, " + inputs.size() + " kinds of input in case '"
                    + name + "': expecting at least one of each");
        }
    }

    /** File of a layer's rows, or of its sentences' means. */
    static String rowsFile(String matrix, long step, int layer) {
        return matrix + "." + step + "." + layer + ".f32";
    }

    /** Probes in all: tasks and controls of every layer. */
    int probes() {
        return layers.size()
                * inputs.stream().mapToInt(input -> input.tasks().size()).sum();
    }

    /** The same with these tasks and their controls only. */
    BenchCase withTasks(Set<String> names) {
        List<Input> kept = inputs.stream()
                .map(input -> new Input(
                        input.name(),
                        input.matrix(),
                        input.pairs(),
                        input.items(),
                        input.tasks().stream()
                                .filter(task -> names.contains(task.task()))
                                .toList()))
                .filter(input -> !input.tasks().isEmpty())
                .toList();
        return new BenchCase(name, run, before, last, width, layers, kept);
    }

    void write(Path folder) throws IOException {
        try {
            Files.writeString(folder.resolve(FILE), MAPPER.writeValueAsString(this));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot write " + this, e);
        }
    }

    static BenchCase read(Path folder) throws IOException {
        return MAPPER.readValue(folder.resolve(FILE).toFile(), BenchCase.class);
    }
}
