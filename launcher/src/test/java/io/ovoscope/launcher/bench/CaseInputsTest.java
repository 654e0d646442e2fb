package io.ovoscope.launcher.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.ovoscope.collector.probe.Labels;
import io.ovoscope.launcher.bench.BenchCase.Input;
import io.ovoscope.launcher.bench.BenchCase.Layer;
import io.ovoscope.launcher.bench.BenchCase.Task;
import io.ovoscope.wire.LabelSource;
import io.ovoscope.wire.Level;
import io.ovoscope.wire.ProbeSet;
import io.ovoscope.wire.TaskInfo;
import io.ovoscope.wire.TaskInput;
import io.ovoscope.wire.TaskLabels;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CaseInputsTest {
    private static final int SENTENCES = 12;
    /** Sentence {@code s} is words {@code 2s} and {@code 2s + 1}. */
    private static final int WORDS = 2 * SENTENCES;

    @TempDir
    private Path folder;

    private static TaskInfo info(String name, TaskInput input) {
        return new TaskInfo(name, Level.SYNTAX, input, LabelSource.GOLD, List.of("no", "yes"));
    }

    private static ProbeSet set() {
        int[] tags = IntStream.range(0, WORDS).map(w -> w < 2 ? -1 : w % 2).toArray();
        int[] kinds = IntStream.range(0, SENTENCES).map(s -> s / 3 % 2).toArray();
        int[] pairs = IntStream.range(0, SENTENCES)
                .flatMap(s -> IntStream.of(2 * s + 1, 2 * s, s / 3 % 2))
                .toArray();
        return new ProbeSet(
                new ProbeSet.Words(
                        IntStream.range(0, WORDS).map(w -> w / 2).toArray(),
                        IntStream.range(0, WORDS).map(w -> w % 5).toArray(),
                        new int[WORDS],
                        IntStream.range(0, WORDS).map(w -> ProbeSet.NO_HEAD).toArray()),
                new ProbeSet.Sentences(
                        new int[SENTENCES],
                        IntStream.range(0, SENTENCES).map(s -> s % 3).toArray(),
                        IntStream.range(0, SENTENCES).toArray()),
                List.of(
                        TaskLabels.ofTokens(info("Tag", TaskInput.TOKEN), tags),
                        TaskLabels.ofTokens(info("Constant", TaskInput.TOKEN), new int[WORDS]),
                        TaskLabels.ofSentences(info("Kind", TaskInput.SENTENCE), kinds),
                        TaskLabels.ofPairs(info("Arc", TaskInput.PAIR), pairs)));
    }

    private List<Input> written() throws IOException {
        return new CaseInputs(set(), folder, task -> true).write();
    }

    @Test
    void tasksAreGroupedByWhatTheyRead() throws IOException {
        assertThat(written()).extracting(Input::name).containsExactly("token", "sentence", "Arc");
        assertThat(written()).extracting(Input::matrix).containsExactly("words", "sentences", "words");
        assertThat(written()).extracting(Input::pairs).containsExactly(false, false, true);
    }

    @Test
    void tasksOnWordsAndPairsHaveAControlAndUntrainableOnesAreLeftOut() throws IOException {
        assertThat(written().get(0).tasks())
                .extracting(Task::name)
                .startsWith("Tag")
                .doesNotContain("Constant");
        assertThat(written().get(1).tasks()).containsExactly(new Task("Kind", "Kind", 2));
        assertThat(written().get(2).tasks()).extracting(Task::task).containsOnly("Arc");
    }

    @Test
    void onlyTasksThatAreWantedAreWritten() throws IOException {
        assertThat(new CaseInputs(set(), folder, "Kind"::equals).write())
                .extracting(Input::name)
                .containsExactly("sentence");
    }

    @Test
    void whatIsWrittenIsWhatIsTrainedOn() throws IOException {
        List<Input> inputs = written();
        float[] rows = new float[WORDS * 3];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = i;
        }
        for (long step : new long[] {2, 4}) {
            RawFiles.write(folder.resolve(BenchCase.rowsFile(BenchCase.WORDS, step, 0)), rows);
            RawFiles.write(folder.resolve(BenchCase.rowsFile(BenchCase.SENTENCES, step, 0)), new float[SENTENCES * 3]);
        }
        new BenchCase("demo", "r", 2, 4, 3, List.of(new Layer(0, "x0")), inputs).write(folder);
        LoadedCase loaded = new LoadedCase(folder);
        loaded.load(4);
        LoadedCase.LoadedInput tokens = loaded.inputs().get(0);
        LoadedCase.LoadedInput arcs = loaded.inputs().get(2);
        // All 24 words, because the task that is left out labels the first two.
        assertThat(loaded.items(tokens, new Layer(0, "x0")).count()).isEqualTo(WORDS);
        assertThat(tokens.labels().get(0).of()).startsWith(Labels.NONE, Labels.NONE, 0, 1);
        assertThat(loaded.items(arcs, new Layer(0, "x0")).width()).isEqualTo(6);
        assertThat(arcs.first()).startsWith(1, 3, 5);
        assertThat(arcs.second()).startsWith(0, 2, 4);
        assertThat(arcs.split().train()).containsExactly(0, 3, 6, 9);
    }
}
