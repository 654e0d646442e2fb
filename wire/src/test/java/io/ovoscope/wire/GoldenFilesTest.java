package io.ovoscope.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What version 1 has written is read for ever, and what is written today is still version 1. */
class GoldenFilesTest {
    private static final Set<String> OPTIONAL = Set.of("controlCorrect", "provenance", "loss", "earlierAttempts");

    private static byte[] golden(String name) throws IOException {
        return Files.readAllBytes(GoldenFiles.V1.resolve(name));
    }

    @TestFactory
    Stream<DynamicTest> everyKindOfRecordIsWrittenAsTheGoldenFileSays() {
        Map<String, byte[]> files = GoldenFiles.all();
        return files.entrySet().stream()
                .map(file -> DynamicTest.dynamicTest(
                        file.getKey(), () -> assertThat(file.getValue()).isEqualTo(golden(file.getKey()))));
    }

    @Test
    void jsonRecordsAreReadBack() throws IOException {
        assertThat(RunManifest.read(golden("run.json"))).isEqualTo(GoldenFiles.manifest());
        assertThat(RunManifest.read(golden("run-resumed.json"))).isEqualTo(GoldenFiles.resumed());
        assertThat(CurveRecord.read(golden("curve-items.json"))).isEqualTo(GoldenFiles.items());
        assertThat(CurveRecord.read(golden("curve-scalar.json"))).isEqualTo(GoldenFiles.scalar());
        assertThat(CurveRecord.read(golden("curve-missing.json"))).isEqualTo(GoldenFiles.missing());
        assertThat(CurveRecord.read(golden("curve-closed.json"))).isEqualTo(GoldenFiles.closed());
        assertThat(CurveRecord.read(golden("curve-layers.json"))).isEqualTo(GoldenFiles.layers());
        assertThat(CurveRecord.read(golden("curve-stalled.json"))).isEqualTo(GoldenFiles.stalled());
        assertThat(CurveRecord.read(golden("curve-checkpoints.json"))).isEqualTo(GoldenFiles.checkpoints());
        assertThat(Finding.read(golden("finding-emergence.json"))).isEqualTo(GoldenFiles.emergence());
        for (Map.Entry<String, Finding> finding : GoldenFindings.all().entrySet()) {
            assertThat(Finding.read(golden("finding-" + finding.getKey() + ".json")))
                    .isEqualTo(finding.getValue());
        }
        assertThat(Health.read(golden("health.json"))).isEqualTo(GoldenFiles.health());
    }

    @Test
    void activationsAreReadBackInEveryPrecision() throws IOException {
        for (FloatEncoding encoding : FloatEncoding.values()) {
            ActivationPart part =
                    ActivationPart.read(ByteBuffer.wrap(golden("activations-" + encoding + ".safetensors")));
            assertThat(part.header())
                    .isEqualTo(GoldenFiles.activationPart(encoding).header());
            float[] layer = new float[12];
            part.copyTo(layer);
            assertThat(layer).containsExactly(0, 0, 0, 1, -2, .5f, 1024, Float.NaN, Float.POSITIVE_INFINITY, 0, 0, 0);
        }
    }

    @Test
    void probeSetAndProbeAreReadBack() throws IOException {
        ProbeSetAssembly assembly = new ProbeSetAssembly(GoldenFiles.probeSet().fingerprint());
        assertThat(assembly.add(ByteBuffer.wrap(golden("probeset-1.safetensors"))))
                .isEmpty();
        Optional<ProbeSet> set = assembly.add(ByteBuffer.wrap(golden("probeset-0.safetensors")));
        assertThat(set.orElseThrow().words().head()).containsExactly(1, -1, 1, -2);
        assertThat(ProbeWeights.read(ByteBuffer.wrap(golden("probe.safetensors"))))
                .isEqualTo(GoldenFiles.probe());
        assertThat(LayerSample.read(ByteBuffer.wrap(golden("sample.safetensors"))))
                .isEqualTo(GoldenFiles.sample());
    }

    @Test
    void aVersionThisReaderDoesNotKnowIsRefusedByName() throws IOException {
        byte[] activations = new String(golden("activations-F32.safetensors"), StandardCharsets.ISO_8859_1)
                .replace("ovoscope.activations/1", "ovoscope.activations/9")
                .getBytes(StandardCharsets.ISO_8859_1);
        assertThatThrownBy(() -> ActivationPart.read(ByteBuffer.wrap(activations)))
                .isInstanceOf(WireFormatException.class)
                .hasMessageContaining("schema 'ovoscope.activations/9': this reader knows ovoscope.activations/1");
    }

    /** A record from elsewhere may lack anything; nothing downstream of reading may meet a null. */
    @TestFactory
    Stream<DynamicTest> aJsonRecordWithoutOneOfItsFieldsIsRefusedByTheFieldsName() {
        return Stream.of(
                        "run.json",
                        "run-resumed.json",
                        "curve-items.json",
                        "curve-scalar.json",
                        "curve-missing.json",
                        "curve-closed.json",
                        "finding-emergence.json",
                        "health.json")
                .map(file -> DynamicTest.dynamicTest(file, () -> {
                    ObjectNode record = (ObjectNode) Json.MAPPER.readTree(golden(file));
                    List<String> refused = new ArrayList<>();
                    removeInTurn(record, record, file, refused);
                    assertThat(refused).contains("run").hasSizeGreaterThan(2);
                }));
    }

    private static void removeInTurn(JsonNode record, JsonNode inside, String file, List<String> refused)
            throws IOException {
        if (inside instanceof ObjectNode object) {
            List<String> names = new ArrayList<>();
            object.fieldNames().forEachRemaining(names::add);
            for (String name : names) {
                removeInTurn(record, object.get(name), file, refused);
                if (!object.get(name).isNumber() && !object.get(name).isBoolean() && !OPTIONAL.contains(name)) {
                    JsonNode value = object.remove(name);
                    byte[] without = Json.MAPPER.writeValueAsBytes(record);
                    assertThatThrownBy(() -> read(file, without))
                            .as("%s without %s", file, name)
                            .isInstanceOf(WireFormatException.class)
                            .hasMessageContaining(name);
                    object.set(name, value);
                    refused.add(name);
                }
            }
        } else if (inside.isArray()) {
            for (JsonNode element : inside) {
                removeInTurn(record, element, file, refused);
            }
        }
    }

    private static Object read(String file, byte[] bytes) {
        if (file.startsWith("curve")) {
            return CurveRecord.read(bytes);
        } else if (file.startsWith("finding")) {
            return Finding.read(bytes);
        }
        return file.startsWith("run") ? RunManifest.read(bytes) : Health.read(bytes);
    }
}
