package io.ovoscope.launcher.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A folder for the files that both sides read: emptied when it is opened, deleted when it is closed. */
public record ScratchFolder(Path path) implements AutoCloseable {

    /** One below {@code parent}, which is there. */
    public static ScratchFolder in(Path parent) throws IOException {
        ScratchFolder folder = new ScratchFolder(parent.resolve("bench"));
        folder.close(); // what a killed bench has left
        Files.createDirectories(folder.path());
        return folder;
    }

    @Override
    public void close() throws IOException {
        if (Files.exists(path)) {
            try (Stream<Path> all = Files.walk(path)) {
                List<Path> deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
                for (Path file : deepestFirst) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }
}
