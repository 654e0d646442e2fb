package io.ovoscope.collector.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Test;

class ProbeWorkspaceTest {
    private final Planted planted = Planted.of(800, 6, 3, 1, 31);

    private Design prepare(ProbeWorkspace workspace) {
        return workspace.prepare(planted.items(), planted.split(), ProbeSettings.DEFAULT);
    }

    @Test
    void secondFitAllocatesNoNativeMemory() {
        try (ProbeWorkspace workspace = new ProbeWorkspace()) {
            prepare(workspace).fit(Target.cold(planted.labels(), 1));
            long held = workspace.nativeBytes();
            long all = Pointer.totalBytes();
            prepare(workspace).fit(Target.cold(planted.labels(), 0.1));

            assertThat(held).isGreaterThanOrEqualTo(480 * 7 * Float.BYTES);
            assertThat(workspace.nativeBytes()).isEqualTo(held);
            assertThat(Pointer.totalBytes()).isEqualTo(all);
        }
    }

    @Test
    void closeGivesEverythingBack() {
        long before = Pointer.totalBytes();
        ProbeWorkspace workspace = new ProbeWorkspace();
        prepare(workspace).fit(Target.cold(planted.labels(), 1));
        assertThat(Pointer.totalBytes()).isGreaterThan(before);
        workspace.close();

        assertThat(workspace.nativeBytes()).isZero();
        assertThat(Pointer.totalBytes()).isEqualTo(before);
    }

    @Test
    void spentDesignIsRefused() {
        try (ProbeWorkspace workspace = new ProbeWorkspace()) {
            Design first = prepare(workspace);
            prepare(workspace);

            assertThatThrownBy(() -> first.fit(Target.cold(planted.labels(), 1)))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("design 1 is spent: its workspace has prepared design 2 since");
        }
    }

    @Test
    void closedWorkspaceIsRefused() {
        ProbeWorkspace workspace = new ProbeWorkspace();
        Design design = prepare(workspace);
        workspace.close();

        assertThatThrownBy(() -> design.fit(Target.cold(planted.labels(), 1))).hasMessageContaining("closed");
        assertThatThrownBy(() -> prepare(workspace)).hasMessageContaining("closed");
    }
}
