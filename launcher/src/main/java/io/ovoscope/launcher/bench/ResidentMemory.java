package io.ovoscope.launcher.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What memory this process has held, as Linux counts it. */
public final class ResidentMemory {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final Pattern PEAK = Pattern.compile("VmHWM:\\s+(\\d+) kB");
    private static final int KIBIBYTES = 1024;

    private ResidentMemory() {}

    /** Most memory held at once, in MiB; −1 where the system does not say. */
    public static long peakMebibytes() throws IOException {
        return Files.isReadable(STATUS) ? peakMebibytes(Files.readAllLines(STATUS)) : -1;
    }

    static long peakMebibytes(List<String> status) {
        for (String line : status) {
            Matcher peak = PEAK.matcher(line);
            if (peak.matches()) {
                return Long.parseLong(peak.group(1)) / KIBIBYTES;
            }
        }
        return -1;
    }
}
