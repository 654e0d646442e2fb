package io.ovoscope.launcher;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The option that several commands share. */
final class DataOption {
    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = DataFolder.USUAL,
            description = "Folder of the embedded broker's data and of the logs (default: ${DEFAULT-VALUE}).")
    private Path data = Path.of(DataFolder.USUAL);

    DataFolder folder() {
        return new DataFolder(data);
    }
}
