package io.ovoscope.launcher.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.ovoscope.launcher.terminal.Terminal;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class MemoryReportTest {
    @Test
    void everySizeHasARow() {
        List<String> lines = new MemoryReport(List.of(
                        new MemoryRow(10_000, 768, 13, 1_536, 640, Collections.nCopies(13, .5)),
                        new MemoryRow(100_000, 768, 13, 1_536, -1, Collections.nCopies(13, 5.25))))
                .lines(new Terminal(false, 1_000, 24, false, false));
        assertThat(String.join("\n", lines.subList(4, lines.size()))).isEqualTo("""
                   rows  width  layers  seconds  a layer  -Xmx MiB  peak MiB
                -------  -----  ------  -------  -------  --------  --------
                 10,000    768      13      6.5     0.50      1536       640
                100,000    768      13     68.3     5.25      1536         -""");
    }

    @Test
    void thePeakIsReadFromWhatLinuxSays() throws IOException {
        assertThat(ResidentMemory.peakMebibytes(List.of("VmPeak:\t 9999999 kB", "VmHWM:\t  204800 kB", "Threads:\t3")))
                .isEqualTo(200);
        assertThat(ResidentMemory.peakMebibytes(List.of("no such line"))).isEqualTo(-1);
    }
}
