package io.ovoscope.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ProbeSetCodecTest {
    static ProbeSet probeSet(int sentences) {
        List<Integer> sentence = new ArrayList<>();
        for (int s = 0; s < sentences; s++) {
            sentence.addAll(Collections.nCopies(1 + s % 5, s));
        }
        int rows = sentence.size();
        int[] upos = new int[rows];
        int[] bins = new int[sentences];
        for (int i = 0; i < rows; i++) {
            upos[i] = i % 3 - 1;
        }
        int[] pairs = {0, 0, 1, rows - 1, rows - 1, 0};
        int[] identity = java.util.stream.IntStream.range(0, sentences).toArray();
        int[] heads = new int[rows];
        java.util.Arrays.fill(heads, ProbeSet.NO_HEAD);
        return new ProbeSet(
                new ProbeSet.Words(
                        sentence.stream().mapToInt(Integer::intValue).toArray(), new int[rows], new int[rows], heads),
                new ProbeSet.Sentences(new int[sentences], new int[sentences], identity),
                List.of(
                        TaskLabels.ofTokens(
                                new TaskInfo(
                                        "UPOS", Level.MORPHOLOGY, TaskInput.TOKEN, LabelSource.GOLD, List.of("N", "V")),
                                upos),
                        TaskLabels.ofSentences(
                                new TaskInfo(
                                        "SentLen",
                                        Level.SURFACE,
                                        TaskInput.SENTENCE,
                                        LabelSource.GOLD,
                                        List.of("short", "long")),
                                bins),
                        TaskLabels.ofPairs(
                                new TaskInfo(
                                        "DepArc", Level.SYNTAX, TaskInput.PAIR, LabelSource.GOLD, List.of("no", "yes")),
                                pairs)));
    }

    @Test
    void partsInAnyOrderGiveTheSameSet() {
        ProbeSet set = probeSet(100);
        List<byte[]> parts = new ArrayList<>(ProbeSetCodec.write(set, 400));
        assertThat(parts.size()).isGreaterThan(5);
        Collections.shuffle(parts, new Random(1));
        parts.add(0, parts.get(3));
        ProbeSetAssembly assembly = new ProbeSetAssembly(set.fingerprint());
        Optional<ProbeSet> whole = Optional.empty();
        for (byte[] part : parts) {
            assertThat(whole).isEmpty();
            whole = assembly.add(ByteBuffer.wrap(part));
        }
        assertThat(whole.orElseThrow().fingerprint()).isEqualTo(set.fingerprint());
        assertThat(whole.orElseThrow().task("DepArc").orElseThrow().classLabels())
                .hasSize(6);
    }

    @Test
    void aBadPartDoesNotKeepOutTheGoodOnesThatComeAfterIt() {
        ProbeSet set = probeSet(100);
        List<byte[]> parts = ProbeSetCodec.write(set, 400);
        assertThat(parts.size()).isGreaterThan(2);
        for (byte[] bad : List.of(
                changed(parts.get(0), "parts", "2"),
                changed(parts.get(0), "parts", "9999"),
                changed(parts.get(1), "part", "0"))) {
            ProbeSetAssembly assembly = new ProbeSetAssembly(set.fingerprint());
            assertThat(assembly.add(ByteBuffer.wrap(bad))).isEmpty();
            Optional<ProbeSet> whole = Optional.empty();
            for (byte[] part : parts) {
                whole = assembly.add(ByteBuffer.wrap(part));
            }
            assertThat(whole).map(ProbeSet::fingerprint).contains(set.fingerprint());
        }
    }

    private static byte[] changed(byte[] part, String key, String value) {
        Safetensors file = Safetensors.read(ByteBuffer.wrap(part));
        Map<String, String> metadata = new TreeMap<>(file.metadata());
        assertThat(metadata.put(key, value)).isNotNull();
        return new Safetensors(file.tensors(), metadata).write();
    }
}
