package io.ovoscope.launcher;

import io.ovoscope.collector.Collector;
import io.ovoscope.collector.CollectorSettings;
import io.ovoscope.collector.topics.Refusal;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Clock;
import java.util.concurrent.CompletionException;
import org.apache.kafka.common.KafkaException;

/** A collector in this process, closed when the process ends; what stops it is said in the user's words. */
final class RunningCollector implements AutoCloseable {
    private final Collector collector;

    private RunningCollector(Collector collector) {
        this.collector = collector;
    }

    static RunningCollector start(CollectorSettings settings) throws UserFacing {
        try {
            Collector collector = Collector.start(settings, Clock.systemUTC());
            Runtime.getRuntime().addShutdownHook(new Thread(collector::close, "ovoscope-collector-close"));
            return new RunningCollector(collector);
        } catch (KafkaException e) {
            throw UserFacing.failure(
                    Refusal.is(e)
                            ? String.valueOf(e.getMessage())
                            : e.getMessage()
                                    + "\nIs a broker running there? Set kafka.bootstrapServers in the settings file.");
        } catch (UncheckedIOException | IllegalStateException e) {
            throw UserFacing.failure(e);
        }
    }

    /** Address of the page, or words where this copy has none. */
    String page() {
        return collector.page().map(URI::toString).orElse("(no page: stages lacks VIEW)");
    }

    @Override
    public void close() {
        collector.close();
    }

    /** Waits until it is ended; throws where a stage cannot go on. */
    void awaitEnd() throws UserFacing {
        try {
            collector.ended().toCompletableFuture().join();
        } catch (CompletionException e) {
            throw UserFacing.failure("the collector cannot go on: " + e.getCause() + Refusal.advice(e));
        }
    }
}
