package io.ovoscope.launcher.demo;

import io.ovoscope.wire.RecordKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What each demo run was told, kept so that its checkpoints can be examined afterwards: the text and the settings give the same probe set
 * and vocabulary again.
 *
 * @param folder where they are kept
 */
public record DemoOrders(Path folder) {
    void keep(TrainingOrder order) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(file(order.run()), order.text());
    }

    /**
     * That of a run; empty where it was none of a demo's here.
     *
     * @throws IllegalArgumentException where another version of the demo wrote it
     */
    public Optional<TrainingOrder> of(String run) throws IOException {
        return Files.exists(file(run))
                ? Optional.of(TrainingOrder.parse(Files.readString(file(run))))
                : Optional.empty();
    }

    private Path file(String run) {
        return folder.resolve(RecordKey.run(run) + ".json");
    }
}
