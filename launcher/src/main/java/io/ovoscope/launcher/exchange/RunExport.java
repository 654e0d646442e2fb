package io.ovoscope.launcher.exchange;

import io.ovoscope.collector.publish.LineProtocol;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What goes out of a run, as text. */
public enum RunExport {
    /** The file that {@code import} reads: {@code docs/import-export.md}. */
    CSV {
        @Override
        public String text(RunRecords run) {
            return CurveFileWriter.text(run.manifest().orElseThrow(), run.points());
        }
    },
    /** InfluxDB's line protocol: points, closed steps, profiles over layers and findings, {@code docs/influxdb-schema.md}. */
    LINE {
        @Override
        public String text(RunRecords run) {
            return Stream.concat(
                            run.all().map(LineProtocol::of).flatMap(Optional::stream),
                            run.findings().stream().flatMap(finding -> LineProtocol.of(finding).stream()))
                    .map(line -> line + "\n")
                    .collect(Collectors.joining());
        }
    };

    /** The whole text of a run that has a manifest. */
    public abstract String text(RunRecords run);

    /** As it is written on the command line. */
    @Override
    public String toString() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    /** In UTF-8. */
    public byte[] bytes(RunRecords run) {
        return text(run).getBytes(StandardCharsets.UTF_8);
    }
}
