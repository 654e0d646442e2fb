package io.ovoscope.collector.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ovoscope.wire.LabelSource;
import io.ovoscope.wire.Level;
import io.ovoscope.wire.ProbeSet;
import io.ovoscope.wire.ProbeSetCodec;
import io.ovoscope.wire.RecordKey;
import io.ovoscope.wire.TaskInfo;
import io.ovoscope.wire.TaskInput;
import io.ovoscope.wire.TaskLabels;
import io.ovoscope.wire.WireFormatException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ProbeSetShelfTest {
    private final ProbeSetShelf shelf = new ProbeSetShelf();
    private final ProbeSet set = probeSet(1);
    private final List<byte[]> parts = ProbeSetCodec.write(set, 200);

    private static ProbeSet probeSet(int type) {
        int sentences = 30;
        int[] numbers = IntStream.range(0, sentences).toArray();
        int[] types = new int[sentences];
        types[0] = type;
        TaskInfo tag = new TaskInfo("Tag", Level.SYNTAX, TaskInput.TOKEN, LabelSource.GOLD, List.of("a", "b"));
        return new ProbeSet(
                new ProbeSet.Words(
                        numbers,
                        types,
                        new int[sentences],
                        IntStream.range(0, sentences)
                                .map(row -> ProbeSet.NO_HEAD)
                                .toArray()),
                new ProbeSet.Sentences(new int[sentences], new int[sentences], numbers),
                List.of(TaskLabels.ofTokens(tag, new int[sentences])));
    }

    private void put(int part, byte[] value) {
        shelf.put(RecordKey.probeSetPart(set.fingerprint(), part), value);
    }

    @Test
    void setIsThereWhenItsLastPartIs() {
        assertThat(parts.size()).isGreaterThan(2);
        for (int part = parts.size() - 1; part >= 0; part--) {
            assertThat(shelf.get(set.fingerprint())).isEmpty();
            put(part, parts.get(part));
        }

        assertThat(shelf.get(set.fingerprint()).orElseThrow().fingerprint()).isEqualTo(set.fingerprint());
    }

    @Test
    void tombstoneTakesTheSetAway() {
        for (int part = 0; part < parts.size(); part++) {
            put(part, parts.get(part));
        }
        shelf.put(RecordKey.probeSetPart(set.fingerprint(), 0), null);

        assertThat(shelf.get(set.fingerprint())).isEmpty();
    }

    @Test
    void partUnderAnotherSetsKeyIsRefused() {
        assertThatThrownBy(() -> shelf.put(RecordKey.probeSetPart("other", 0), parts.get(0)))
                .isInstanceOf(WireFormatException.class)
                .hasMessageContaining("expecting other");
    }

    @Test
    void partsOfAWrongWholeAreGivenUpAndTheRightOnesTaken() {
        byte[] forged = new String(
                        ProbeSetCodec.write(probeSet(2), 200).get(0), java.nio.charset.StandardCharsets.ISO_8859_1)
                .replace(probeSet(2).fingerprint(), set.fingerprint())
                .getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
        put(0, forged);
        for (int part = 1; part < parts.size() - 1; part++) {
            put(part, parts.get(part));
        }
        int last = parts.size() - 1;
        assertThatThrownBy(() -> put(last, parts.get(last)))
                .isInstanceOf(WireFormatException.class)
                .hasMessageContaining("fingerprint");

        for (int part = 0; part < parts.size(); part++) {
            put(part, parts.get(part));
        }
        assertThat(shelf.get(set.fingerprint())).isPresent();
    }
}
