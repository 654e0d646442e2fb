package io.ovoscope.launcher.replay;

import io.ovoscope.agent.probeset.sentence.MalformedTextException;
import io.ovoscope.agent.replay.CheckpointProblems;
import io.ovoscope.collector.CollectorSettings;
import io.ovoscope.collector.topics.KafkaSettings;
import io.ovoscope.launcher.process.ChildJvm;
import io.ovoscope.launcher.process.ParentWatch;
import io.ovoscope.settings.SettingsException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The replaying process: runs the probe set through checkpoints and tells how far it is. */
public final class ReplayMain {
    private static final Logger log = LoggerFactory.getLogger(ReplayMain.class);
    private static final Duration GRACE = Duration.ofSeconds(20);
    private static final int HEAP_MEBIBYTES = 1024;
    private static final int FAILURE = 1;
    private static final int USAGE = 2;

    private ReplayMain() {}

    /** The process; what it says are {@link ReplayEvent}s. */
    static ChildJvm child(ReplayOrder order, Path logFile) {
        return ChildJvm.job("replay", ReplayMain.class, logFile)
                .withArguments(List.of(order.text()))
                .withHeapMebibytes(HEAP_MEBIBYTES)
                .withEnvironment("OMP_NUM_THREADS", "1")
                .withSystemProperty("org.bytedeco.javacpp.maxbytes", "2g")
                .withSystemProperty("org.bytedeco.javacpp.maxphysicalbytes", "0")
                .withSystemProperty("org.slf4j.simpleLogger.defaultLogLevel", "warn")
                .withSystemProperty("org.slf4j.simpleLogger.log.io.ovoscope", "info")
                .withSystemProperty("org.slf4j.simpleLogger.showDateTime", "true")
                .withSystemProperty("org.slf4j.simpleLogger.dateTimeFormat", "yyyy-MM-dd HH:mm:ss.SSS");
    }

    /** Does what the one argument, a {@link ReplayOrder} as JSON, says. */
    public static void main(String[] arguments) {
        ParentWatch.start(() -> System.exit(0), GRACE);
        // Libraries print to standard output, which here carries events: what they print goes to the log.
        PrintStream events = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        System.setOut(System.err);
        ReplayEvent.Ended end = end(ReplayOrder.parse(arguments[0]), events);
        events.println(end.line());
        System.exit(0);
    }

    private static ReplayEvent.Ended end(ReplayOrder order, PrintStream events) {
        try {
            new ReplayWork(order, kafka(order), event -> events.println(event.line())).run();
            return new ReplayEvent.Ended(0, "");
        } catch (SettingsException | IllegalArgumentException e) {
            return ended(USAGE, e);
        } catch (CheckpointProblems | MalformedTextException | IOException | Answers.NothingComes e) {
            return ended(FAILURE, e);
        } catch (InterruptedException e) {
            return new ReplayEvent.Ended(FAILURE, "interrupted");
        } catch (RuntimeException e) {
            log.error("the replay failed", e);
            return new ReplayEvent.Ended(FAILURE, e.toString());
        }
    }

    private static ReplayEvent.Ended ended(int code, Exception e) {
        return new ReplayEvent.Ended(code, e.getMessage() == null ? e.toString() : e.getMessage());
    }

    private static KafkaSettings kafka(ReplayOrder order) {
        return order.bootstrapServers().isEmpty()
                ? CollectorSettings.read(Path.of(order.collectorFile()), System.getenv())
                        .kafka()
                : KafkaSettings.plain(order.bootstrapServers());
    }
}
