package io.ovoscope.javaagent;

import java.lang.instrument.Instrumentation;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import org.jspecify.annotations.Nullable;

/**
 * Watches every network that a program trains, without a change of the program:
 *
 * <pre>{@code java -javaagent:ovoscope-agent.jar=agent.yaml -jar train.jar}</pre>
 *
 * <p>Whatever is wrong with the settings or the agent is said on standard error, and the program runs as it would have.
 */
public final class OvoscopeJavaAgent {
    private static final String CHECK = "io.ovoscope.javaagent.watch.SettingsCheck";
    private static final String WATCH = "io.ovoscope.javaagent.watch.ProgramWatch";

    private OvoscopeJavaAgent() {}

    /**
     * Called by the JVM before the program's {@code main}. Never throws.
     *
     * @param arguments the settings file, from the working directory
     */
    public static void premain(@Nullable String arguments, Instrumentation instrumentation) {
        try {
            start(arguments == null ? "" : arguments.strip(), instrumentation);
        } catch (Throwable e) {
            Complaint.say("the agent cannot start; the program runs unwatched", e);
        }
    }

    private static void start(String arguments, Instrumentation instrumentation) throws ReflectiveOperationException {
        if (arguments.isEmpty()) {
            complain("no settings file: expecting -javaagent:ovoscope-agent.jar=agent.yaml");
            return;
        }
        Path settings = Path.of(arguments).toAbsolutePath();
        if (!Files.isReadable(settings)) {
            complain("no settings file " + settings + ", or it cannot be read");
            return;
        }
        String problems = problems(settings);
        if (!problems.isEmpty()) {
            complain(problems);
            return;
        }
        FitHook.use(program -> listener(settings, program));
        Dl4jTransformer.install(instrumentation);
    }

    /** Before the program runs, so that nobody trains for a day to learn of a misspelt key. */
    private static String problems(Path settings) throws ReflectiveOperationException {
        ClassLoader loader = new AgentClassLoader(jar(), ClassLoader.getSystemClassLoader());
        return (String) Class.forName(CHECK, true, loader)
                .getMethod("problems", Path.class)
                .invoke(null, settings);
    }

    private static FitListener listener(Path settings, @Nullable ClassLoader program) {
        try {
            ClassLoader loader =
                    new AgentClassLoader(jar(), program == null ? ClassLoader.getPlatformClassLoader() : program);
            return (FitListener) Class.forName(WATCH, true, loader)
                    .getMethod("start", Path.class)
                    .invoke(null, settings);
        } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
            Complaint.say("the agent cannot start; networks of " + program + " are not watched", e);
            return FitListener.DEAF;
        }
    }

    private static URL jar() {
        CodeSource source = OvoscopeJavaAgent.class.getProtectionDomain().getCodeSource();
        if (source == null || source.getLocation() == null) {
            throw new IllegalStateException("the agent does not know its own jar");
        }
        return source.getLocation();
    }

    private static void complain(String what) {
        Complaint.say(what + "\novoscope: the program runs unwatched", null);
    }
}
