package io.ovoscope.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where the embedded broker keeps everything, the checkpoints of the demo's runs, and the logs of the processes.
 *
 * @param path {@code .ovoscope} in the current directory, unless asked for elsewhere
 */
public record DataFolder(Path path) {
    static final String USUAL = ".ovoscope";

    public DataFolder {
        path = path.toAbsolutePath().normalize();
    }

    /** Whether commands find it without being told. */
    public boolean isUsual() {
        return path.equals(Path.of(USUAL).toAbsolutePath().normalize());
    }

    public Path broker() {
        return path.resolve("broker");
    }

    /** What the demos of this folder were told. */
    public Path demos() {
        return path.resolve("demos");
    }

    /** Where the demo's runs keep their checkpoints, each in a folder of its own. */
    public Path checkpoints() {
        return path.resolve("checkpoints");
    }

    public Path log(String process) {
        return path.resolve("logs").resolve(process + ".log");
    }

    /** Makes the folder, if it is not there. */
    public DataFolder create() throws UserFacing {
        if (path.toString().contains(",")) {
            throw UserFacing.usage("the data folder " + path
                    + " has a comma in its path, where Kafka would take it for two:" + " choose another with --data");
        }
        try {
            Files.createDirectories(path);
        } catch (IOException e) {
            throw UserFacing.failure(
                    "the data folder " + path + " cannot be made (" + e + "): choose another with --data");
        }
        if (!Files.isWritable(path)) {
            throw UserFacing.failure("the data folder " + path + " cannot be written: choose another with --data");
        }
        return this;
    }

    /** Requires that something was kept there. */
    public DataFolder requireKept() throws UserFacing {
        if (!Files.isDirectory(broker())) {
            throw UserFacing.failure(
                    "no runs are kept in " + path + ": run `ovoscope demo` first, or name the folder with --data");
        }
        return this;
    }
}
