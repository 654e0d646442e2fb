package io.ovoscope.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProbeSetTest {
    private static ProbeSet.Words words(int... sentence) {
        int[] heads = new int[sentence.length];
        java.util.Arrays.fill(heads, ProbeSet.NO_HEAD);
        return new ProbeSet.Words(sentence, new int[sentence.length], new int[sentence.length], heads);
    }

    @Test
    void everyProblemIsReportedAtOnce() {
        ProbeSet.Words words = words(0, 0, 1);
        words.head()[0] = 2;
        ProbeSet.Sentences sentences = new ProbeSet.Sentences(new int[2], new int[] {0, 3}, new int[] {0, 7});
        TaskInfo upos = new TaskInfo("UPOS", Level.MORPHOLOGY, TaskInput.TOKEN, LabelSource.GOLD, List.of("N"));
        List<TaskLabels> tasks =
                List.of(TaskLabels.ofTokens(upos, new int[] {0, 1, -1}), TaskLabels.ofTokens(upos, new int[2]));
        assertThatThrownBy(() -> new ProbeSet(words, sentences, tasks))
                .hasMessageContaining("row 0: head 2: expecting a row of its sentence")
                .hasMessageContaining("sentence 1: split 3")
                .hasMessageContaining("sentence 1: source 7")
                .hasMessageContaining("token.UPOS[1] is 1: expecting less than 1")
                .hasMessageContaining("task UPOS twice")
                .hasMessageContaining("has shape [2]: expecting [3]");
    }

    @Test
    void anAlteredSentenceMustShareTheSplitOfItsSource() {
        ProbeSet.Sentences sentences = new ProbeSet.Sentences(new int[2], new int[] {0, 2}, new int[] {0, 0});
        assertThatThrownBy(() -> new ProbeSet(words(0, 1), sentences, List.of()))
                .hasMessageContaining("sentence 1: split 2: expecting that of its source 0");
    }

    @Test
    void structuralTasksAreFloatsOfRowsAndNoPairs() {
        ProbeSet.Sentences sentences = new ProbeSet.Sentences(new int[2], new int[2], new int[] {0, 1});
        TaskLabels depth = labels(
                StructuralTasks.DEPTH, TaskInput.TOKEN, Tensor.ofFloats(new float[] {0, 1, Float.NaN}, List.of(3L)));
        TaskLabels distance =
                labels(StructuralTasks.DISTANCE, TaskInput.PAIR, Tensor.ofFloats(new float[0], List.of(0L, 3L)));
        ProbeSet set = new ProbeSet(words(0, 0, 1), sentences, List.of(depth, distance));
        assertThat(set.task(StructuralTasks.DEPTH).orElseThrow().labels().floats("depth"))
                .containsExactly(0, 1, Float.NaN);
        ProbeSetAssembly assembly = new ProbeSetAssembly(set.fingerprint());
        List<byte[]> parts = ProbeSetCodec.write(set, 1);
        assertThat(parts).hasSize(2);
        assertThat(assembly.add(ByteBuffer.wrap(parts.get(1)))).isEmpty();
        ProbeSet read = assembly.add(ByteBuffer.wrap(parts.get(0))).orElseThrow();
        assertThat(read.task(StructuralTasks.DISTANCE).orElseThrow().labels().shape())
                .containsExactly(0L, 3L);
        assertThat(read.fingerprint()).isEqualTo(set.fingerprint());
    }

    @Test
    void structuralTasksOfOtherShapeOrTypeAreRefused() {
        ProbeSet.Sentences sentences = new ProbeSet.Sentences(new int[1], new int[1], new int[1]);
        List<TaskLabels> tasks = List.of(
                labels(StructuralTasks.DEPTH, TaskInput.TOKEN, Tensor.ofInts(0, 1)),
                labels(StructuralTasks.DISTANCE, TaskInput.PAIR, Tensor.ofFloats(new float[3], List.of(1L, 3L))));
        assertThatThrownBy(() -> new ProbeSet(words(0, 0), sentences, tasks))
                .hasMessageContaining("'token.StructuralDepth'")
                .hasMessageContaining("tensor 'pair.StructuralDistance' has shape [1, 3]: expecting [0, 3]");
    }

    @Test
    void namesOfTheGeometryAndOfTheStructuralProbeStandForNothingElse() {
        ProbeSet.Sentences sentences = new ProbeSet.Sentences(new int[1], new int[1], new int[1]);
        TaskInfo rank = new TaskInfo("EffectiveRank", Level.SYNTAX, TaskInput.TOKEN, LabelSource.GOLD, List.of("a"));
        TaskInfo depth =
                new TaskInfo(StructuralTasks.DEPTH, Level.SYNTAX, TaskInput.SENTENCE, LabelSource.GOLD, List.of("a"));
        List<TaskLabels> tasks =
                List.of(TaskLabels.ofTokens(rank, new int[2]), TaskLabels.ofSentences(depth, new int[1]));
        assertThatThrownBy(() -> new ProbeSet(words(0, 0), sentences, tasks))
                .hasMessageContaining("task EffectiveRank: a curve of the geometry is called so")
                .hasMessageContaining("task StructuralDepth of 1 classes and input SENTENCE: expecting the structural"
                        + " probe's, without classes and with input TOKEN");
    }

    private static TaskLabels labels(String name, TaskInput input, Tensor labels) {
        return new TaskLabels(new TaskInfo(name, Level.SYNTAX, input, LabelSource.GOLD, List.of()), labels);
    }

    @Test
    void anyChangedLabelChangesTheFingerprint() {
        ProbeSet one = ProbeSetCodecTest.probeSet(10);
        ProbeSet same = ProbeSetCodecTest.probeSet(10);
        assertThat(same.fingerprint()).isEqualTo(one.fingerprint()).hasSize(64);
        assertThat(ProbeSetCodecTest.probeSet(11).fingerprint()).isNotEqualTo(one.fingerprint());
    }

    @Test
    void aPartOfAnotherSetOrAChangedPartIsRefused() {
        ProbeSet set = ProbeSetCodecTest.probeSet(10);
        byte[] part = ProbeSetCodec.write(set, 1 << 20).get(0);
        assertThatThrownBy(() -> new ProbeSetAssembly("other").add(ByteBuffer.wrap(part)))
                .hasMessageContaining("expecting other");
        byte[] changed = part.clone();
        changed[changed.length - 4] ^= 1;
        assertThatThrownBy(() -> new ProbeSetAssembly(set.fingerprint()).add(ByteBuffer.wrap(changed)))
                .hasMessageContaining("its parts say " + set.fingerprint());
    }
}
