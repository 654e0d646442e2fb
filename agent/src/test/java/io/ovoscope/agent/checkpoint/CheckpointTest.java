package io.ovoscope.agent.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** The sidecar as docs/checkpoints.md specifies it. */
class CheckpointTest {
    private static final String SIDECAR = """
            {
              "schema": "ovoscope.checkpoint/1.3",
              "run": "r7",
              "attempt": 2,
              "step": 1200,
              "epoch": 1,
              "takenAt": "2026-11-23T10:20:00.123456Z",
              "file": "r7.step-0000001200.zip",
              "sha256": "%s",
              "bytes": 77,
              "parameters": 9,
              "network": "ComputationGraph",
              "updater": true,
              "addedLater": [1, 2],
              "manifest": {
                "schema": "ovoscope.run/1", "run": "r7", "attempt": 2, "resumedAtStep": 500,
                "startedAt": "2026-11-23T10:00:00Z", "model": "ComputationGraph, 6 vertices", "parameters": 9,
                "layers": [{"index": 0, "name": "embedding", "width": 8}], "probeSet": "f00", "tasks": [],
                "skippedTasks": [], "schedule": "step 0", "encoder": "words", "pooling": "mean", "precision": "F32",
                "baseline": "untrained", "agentVersion": "0.3"
              }
            }
            """.formatted("0123456789abcdef".repeat(4));

    private static Checkpoint read(String json) {
        return Checkpoint.read(json.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void knownFieldsAreReadAndOthersPassedOver() {
        Checkpoint read = read(SIDECAR);
        assertThat(read.run()).isEqualTo("r7");
        assertThat(read.attempt()).isEqualTo(2);
        assertThat(read.step()).isEqualTo(1200);
        assertThat(read.epoch()).isEqualTo(1);
        assertThat(read.takenAt()).isEqualTo(Instant.parse("2026-11-23T10:20:00.123456Z"));
        assertThat(read.loss()).isNaN();
        assertThat(read.parameters()).isEqualTo(9);
        assertThat(read.network()).isEqualTo("ComputationGraph");
        assertThat(read.updater()).isTrue();
        assertThat(read.manifest().resumedAtStep()).isEqualTo(500);
        assertThat(new String(read.write(), StandardCharsets.UTF_8)).doesNotContain("loss");
    }

    @Test
    void whatIsWrongIsNamedWithWhatWasExpected() {
        assertRefused("ovoscope.checkpoint/1.3", "ovoscope.checkpoint/2", "expecting ovoscope.checkpoint/1");
        assertRefused("\"step\": 1200", "\"step\": -1", "step -1: expecting step >= 0");
        assertRefused("\"step\": 1200", "\"step\": \"x\"", "step '\"x\"': expecting a whole number");
        assertRefused("\"r7.step-0000001200.zip\"", "\"../../etc/passwd.zip\"", "without a path");
        assertRefused("0123456789abcdef0", "0123456789ABCDEF0", "expecting 64 digits 0-9, a-f");
        assertRefused("\"ComputationGraph\",", "\"Transformer\",", "expecting MultiLayerNetwork or ComputationGraph");
        assertRefused("2026-11-23T10:20:00.123456Z", "yesterday", "yesterday");
        assertRefused("\"bytes\": 77,", "", "bytes '': expecting a whole number");
        assertRefused("\"probeSet\": \"f00\",", "", "a manifest lacks probeSet");
        assertThatThrownBy(() -> read("not JSON")).isInstanceOf(CheckpointFormatException.class);
    }

    private static void assertRefused(String found, String instead, String message) {
        assertThat(SIDECAR).contains(found);
        assertThatThrownBy(() -> read(SIDECAR.replace(found, instead)))
                .isInstanceOf(CheckpointFormatException.class)
                .hasMessageContaining(message);
    }
}
