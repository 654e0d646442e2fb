package io.ovoscope.launcher.bench.agent;

import java.util.Collection;
import org.deeplearning4j.core.storage.Persistable;
import org.deeplearning4j.core.storage.StatsStorageRouter;
import org.deeplearning4j.core.storage.StorageMetaData;
import org.deeplearning4j.ui.model.storage.InMemoryStatsStorage;

/** DL4J's storage in memory, with a count of the reports. */
final class CountingStorage implements StatsStorageRouter {
    private final InMemoryStatsStorage storage = new InMemoryStatsStorage();
    private long updates;

    long updates() {
        return updates;
    }

    @Override
    public void putStorageMetaData(StorageMetaData storageMetaData) {
        storage.putStorageMetaData(storageMetaData);
    }

    @Override
    public void putStorageMetaData(Collection<? extends StorageMetaData> storageMetaData) {
        storage.putStorageMetaData(storageMetaData);
    }

    @Override
    public void putStaticInfo(Persistable staticInfo) {
        storage.putStaticInfo(staticInfo);
    }

    @Override
    public void putStaticInfo(Collection<? extends Persistable> staticInfo) {
        storage.putStaticInfo(staticInfo);
    }

    @Override
    public void putUpdate(Persistable update) {
        updates++;
        storage.putUpdate(update);
    }

    @Override
    public void putUpdate(Collection<? extends Persistable> more) {
        updates += more.size();
        storage.putUpdate(more);
    }
}
