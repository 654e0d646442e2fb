package io.ovoscope.launcher.process;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A JVM to start, on the class path and with the java binary of this one.
 *
 * @param name what messages call it, such as {@code broker}
 * @param mainClass binary name of the class whose {@code main} runs
 * @param arguments what {@code main} gets
 * @param kind whether it may end by itself
 * @param heapMebibytes largest heap, in MiB
 * @param jvmOptions further options of the java binary, such as {@code -XX:+UseSerialGC}
 * @param systemProperties system properties, name to value
 * @param environment environment variables set or replaced, such as {@code OMP_NUM_THREADS=1}
 * @param log where its standard error goes; bounded, see {@link BoundedLog}
 */
public record ChildJvm(
        String name,
        String mainClass,
        List<String> arguments,
        Kind kind,
        int heapMebibytes,
        List<String> jvmOptions,
        Map<String, String> systemProperties,
        Map<String, String> environment,
        Path log) {

    private static final int DEFAULT_HEAP_MEBIBYTES = 512;
    private static final int SMALLEST_HEAP_MEBIBYTES = 8;

    /** Whether a child may end by itself. */
    public enum Kind {
        /** Runs until it is told to end: ending before that is a failure, whatever its exit code. */
        SERVICE,
        /** Ends by itself when its work is done, with exit code 0. */
        JOB
    }

    /** Checks that it can be started, and keeps copies. */
    public ChildJvm {
        if (name.isBlank()) {
            throw new IllegalArgumentException("name \"" + name + "\": expecting a word");
        }
        if (mainClass.isBlank()) {
            throw new IllegalArgumentException("main class of " + name + ": expecting a class name");
        }
        if (heapMebibytes < SMALLEST_HEAP_MEBIBYTES) {
            throw new IllegalArgumentException("heapMebibytes " + heapMebibytes + " of " + name
                    + ": expecting at least " + SMALLEST_HEAP_MEBIBYTES);
        }
        arguments = List.copyOf(arguments);
        jvmOptions = List.copyOf(jvmOptions);
        systemProperties = Map.copyOf(systemProperties);
        environment = Map.copyOf(environment);
    }

    /** A child that runs until it is told to end. */
    public static ChildJvm service(String name, Class<?> mainClass, Path log) {
        return of(name, mainClass, Kind.SERVICE, log);
    }

    /** A child that ends by itself when its work is done. */
    public static ChildJvm job(String name, Class<?> mainClass, Path log) {
        return of(name, mainClass, Kind.JOB, log);
    }

    private static ChildJvm of(String name, Class<?> mainClass, Kind kind, Path log) {
        return new ChildJvm(
                name, mainClass.getName(), List.of(), kind, DEFAULT_HEAP_MEBIBYTES, List.of(), Map.of(), Map.of(), log);
    }

    /** The same with these arguments for {@code main}. */
    public ChildJvm withArguments(List<String> given) {
        return new ChildJvm(
                name, mainClass, given, kind, heapMebibytes, jvmOptions, systemProperties, environment, log);
    }

    /** The same with a heap of at most this many MiB. */
    public ChildJvm withHeapMebibytes(int given) {
        return new ChildJvm(name, mainClass, arguments, kind, given, jvmOptions, systemProperties, environment, log);
    }

    /** The same with these options of the java binary besides the heap and the system properties. */
    public ChildJvm withJvmOptions(String... given) {
        return new ChildJvm(
                name, mainClass, arguments, kind, heapMebibytes, List.of(given), systemProperties, environment, log);
    }

    /** The same with one more system property. */
    public ChildJvm withSystemProperty(String property, String value) {
        Map<String, String> more = with(systemProperties, property, value);
        return new ChildJvm(name, mainClass, arguments, kind, heapMebibytes, jvmOptions, more, environment, log);
    }

    /** The same with one more environment variable. */
    public ChildJvm withEnvironment(String variable, String value) {
        Map<String, String> more = with(environment, variable, value);
        return new ChildJvm(name, mainClass, arguments, kind, heapMebibytes, jvmOptions, systemProperties, more, log);
    }

    /**
     * The command line. A shell sets Ctrl-C and hang-up to be ignored, which the JVM it turns into inherits: the terminal
     * sends these to all of a command's processes at once, and only the supervisor may act on them, or the children
     * would end in no order. Every word is a parameter of the shell, never part of its script.
     */
    List<String> command() {
        List<String> words = new ArrayList<>(List.of("sh", "-c", "trap '' INT HUP; exec \"$@\"", "ovoscope-" + name));
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        words.add("-Xmx" + heapMebibytes + "m");
        words.addAll(jvmOptions);
        systemProperties.forEach((property, value) -> words.add("-D" + property + "=" + value));
        words.add("-cp");
        words.add(System.getProperty("java.class.path"));
        words.add(mainClass);
        words.addAll(arguments);
        return List.copyOf(words);
    }

    private static Map<String, String> with(Map<String, String> map, String key, String value) {
        Map<String, String> more = new LinkedHashMap<>(map);
        more.put(key, value);
        return more;
    }
}
