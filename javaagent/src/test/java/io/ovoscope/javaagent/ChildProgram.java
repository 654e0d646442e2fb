package io.ovoscope.javaagent;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Runs a program in a JVM of its own, on a class path of its own. */
final class ChildProgram {
    static final Path AGENT = Path.of("target", "ovoscope-agent.jar").toAbsolutePath();

    private static final Path OLD_LIBRARIES = Path.of("target", "old-libraries");
    private static final Path PROGRAMS = Path.of("target", "test-classes").toAbsolutePath();
    /** Of the tests' own class path, what a user of DL4J has. */
    private static final List<String> DL4J =
            List.of("/org/deeplearning4j/", "/org/nd4j/", "/org/bytedeco/", "/commons-", "/it/unimi/", "/com/google/");

    private static final long LIMIT_SECONDS = 120;

    /**
     * How a program ended.
     *
     * @param exit its exit code
     * @param output its standard output
     * @param errors its standard error
     */
    record Ended(int exit, String output, String errors) {
        /** What a line of its output says behind a word. */
        List<String> said(String word) {
            return output.lines()
                    .filter(line -> line.startsWith(word + " "))
                    .map(line -> line.substring(word.length() + 1))
                    .toList();
        }
    }

    private ChildProgram() {}

    /** DL4J, its programs, and the older libraries. */
    static List<Path> classPath() {
        List<Path> path = new ArrayList<>(List.of(PROGRAMS));
        path.addAll(libraries());
        return path;
    }

    static List<Path> libraries() {
        List<Path> path = new ArrayList<>();
        try (Stream<Path> old = Files.list(OLD_LIBRARIES)) {
            old.sorted().map(Path::toAbsolutePath).forEach(path::add);
        } catch (IOException e) {
            throw new UncheckedIOException("maven-dependency-plugin has not copied the old libraries", e);
        }
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(jar -> DL4J.stream().anyMatch(jar::contains))
                .map(Path::of)
                .forEach(path::add);
        return path;
    }

    /** The options that start the agent with these settings. */
    static List<String> agent(Path settings) {
        return List.of("-javaagent:" + AGENT + "=" + settings);
    }

    static Ended run(List<String> jvmOptions, List<Path> classPath, String main, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(List.of("-Xmx512m", "-XX:TieredStopAtLevel=1"));
        command.addAll(jvmOptions);
        command.add("-cp");
        command.add(String.join(
                File.pathSeparator, classPath.stream().map(Path::toString).toList()));
        command.add(main);
        command.addAll(List.of(arguments));
        Path output = Files.createTempFile("program", ".out");
        Path errors = Files.createTempFile("program", ".err");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectOutput(output.toFile()).redirectError(errors.toFile());
        builder.environment().put("OMP_NUM_THREADS", "1");
        Process process = builder.start();
        boolean ended = process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS);
        process.destroyForcibly();
        int exit = ended ? process.waitFor() : -1;
        return new Ended(exit, read(output), read(errors));
    }

    private static String read(Path file) throws IOException {
        String text = Files.readString(file, StandardCharsets.UTF_8);
        Files.delete(file);
        return text;
    }
}
