package io.ovoscope.launcher.bench;

import io.ovoscope.collector.topics.KafkaSettings;
import io.ovoscope.launcher.DataFolder;
import io.ovoscope.launcher.UserFacing;
import io.ovoscope.launcher.broker.BrokerMain;
import io.ovoscope.launcher.broker.BrokerSettings;
import io.ovoscope.launcher.process.Child;
import io.ovoscope.launcher.process.ChildFailedException;
import io.ovoscope.launcher.process.Children;
import io.ovoscope.wire.ProbeSet;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.function.BiPredicate;

/** A data folder, whose broker is up only while something is read from it. */
public final class KeptData {
    private static final Duration START = Duration.ofSeconds(90);

    private final Children children;
    private final DataFolder data;

    public KeptData(Children children, DataFolder data) {
        this.children = children;
        this.data = data;
    }

    /** Something to be done while the broker is up. */
    public interface Work<T> {
        T on(KafkaSettings kafka)
                throws UserFacing, IOException, ChildFailedException, InterruptedException, TimeoutException;
    }

    /** Starts the broker, does it, ends the broker. */
    public <T> T with(Work<T> work)
            throws UserFacing, IOException, ChildFailedException, InterruptedException, TimeoutException {
        Child broker = children.start(BrokerMain.child(data.broker(), BrokerSettings.DEFAULT), line -> {});
        try {
            return work.on(KafkaSettings.plain(broker.awaitReady(START)));
        } finally {
            children.end(broker);
        }
    }

    /** Writes the files of a case of the newest run. */
    BenchCase extract(String name, Path folder, int minRows, BiPredicate<ProbeSet, String> wanted)
            throws UserFacing, IOException, ChildFailedException, InterruptedException, TimeoutException {
        data.requireKept();
        return with(kafka -> new CaseFolder(kafka, data.path().toString(), minRows).write(name, folder, wanted));
    }
}
