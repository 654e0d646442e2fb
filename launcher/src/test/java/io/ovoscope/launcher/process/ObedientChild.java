package io.ovoscope.launcher.process;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;

/** A child that does as it should: says that it is ready, and writes its name to a file when it ends. */
final class ObedientChild {

    private ObedientChild() {}

    /** Arguments: its name, the file where the names of ended children are added. */
    public static void main(String[] arguments) throws Exception {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            try {
                Files.writeString(
                        Path.of(arguments[1]),
                        arguments[0] + "\n",
                        StandardOpenOption.CREATE,
                        StandardOpenOption.APPEND);
            } catch (java.io.IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }));
        ParentWatch.start(() -> System.exit(0), Duration.ofSeconds(5));
        ParentWatch.announceReady(arguments[0]);
        Thread.sleep(Duration.ofMinutes(5).toMillis());
    }
}
