package io.ovoscope.javaagent.watch;

import io.ovoscope.agent.AgentSettings;
import io.ovoscope.agent.OvoscopeAgent;
import io.ovoscope.javaagent.FitListener;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Joins what watches a program: its settings, the watch, the agents of its networks, and their end with that of the JVM. */
public final class ProgramWatch {
    private static final Logger log = LoggerFactory.getLogger(ProgramWatch.class);
    /** What closing an agent may take beyond its own limit, to stop its worker and its way to the broker. */
    private static final Duration SLACK = Duration.ofSeconds(10);

    private ProgramWatch() {}

    /**
     * Begins to watch; to be called once for each DL4J of a program.
     *
     * @throws io.ovoscope.settings.SettingsException naming everything that is wrong with the file
     */
    public static FitListener start(Path file) {
        AgentSettings settings = RelocatedNames.in(AgentSettings.read(file));
        Probes probes = new Probes(settings);
        NetworkWatch watch = new NetworkWatch(
                settings.attach(),
                new RunNames(settings.run(), Instant.now()),
                (network, run) -> Watcher.of(
                        OvoscopeAgent.prepare(network, settings.withRun(run), probes.corpus(), probes.encoder())));
        AgentThreads.of(watch::endThoseThatAreGone, "ovoscope-attach-gone").start();
        Duration limit = Duration.ofMillis(settings.closeTimeoutMillis()).plus(SLACK);
        Runtime.getRuntime().addShutdownHook(AgentThreads.of(() -> endAll(watch, limit), "ovoscope-attach-end"));
        return watch;
    }

    /** All at the same time: the JVM waits for the slowest, and no longer than the limit. */
    private static void endAll(NetworkWatch watch, Duration limit) {
        List<Thread> ends = new ArrayList<>();
        for (SeenNetwork network : watch.watched()) {
            ends.add(AgentThreads.start(network::end));
        }
        long deadline = System.nanoTime() + limit.toNanos();
        for (Thread end : ends) {
            try {
                end.join(Math.max(1, (deadline - System.nanoTime()) / 1_000_000));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
        if (ends.stream().anyMatch(Thread::isAlive)) {
            log.warn("the program ends; snapshots under way are lost");
        }
    }
}
