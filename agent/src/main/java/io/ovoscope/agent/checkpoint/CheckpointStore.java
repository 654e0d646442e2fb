package io.ovoscope.agent.checkpoint;

import io.ovoscope.agent.activation.NetworkConfiguration;
import io.ovoscope.wire.CheckpointsKept;
import io.ovoscope.wire.KeptCheckpoint;
import io.ovoscope.wire.RunManifest;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a run's checkpoints in a folder of their own, and tells which there are. Whatever fails is counted, told once per reason, and
 * tried again with the next checkpoint; the folder is then opened anew. Of one thread.
 */
public final class CheckpointStore implements CheckpointKeeper, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(CheckpointStore.class);
    /** Left free on the disk, for the training's own files. */
    private static final long RESERVE_BYTES = 64L << 20;
    /** Configuration, headers and sidecar; no more than a guess. */
    private static final long OVERHEAD_BYTES = 64L << 10;

    private final CheckpointSettings settings;
    private final KeepingRule rule;
    private final RunManifest manifest;
    private final NetworkConfiguration configuration;
    private final ModelFile modelFile;
    private final CheckpointCounters counters;
    private final Outside outside;
    private @Nullable RunFolder folder;
    private int attemptByFiles;
    private @Nullable List<KeptCheckpoint> told;

    /**
     * What the store has from outside.
     *
     * @param attempt the run's attempt as the broker settled it; 0 while that is not known
     * @param news told, without waiting, which checkpoints there are whenever that has changed
     * @param clock for the time that the news carries
     * @param nanoTime for measuring
     * @param tap laid over the stream of every file written
     */
    public record Outside(
            IntSupplier attempt,
            Consumer<CheckpointsKept> news,
            Clock clock,
            LongSupplier nanoTime,
            UnaryOperator<OutputStream> tap) {}

    /** Touches no file yet. */
    public CheckpointStore(
            CheckpointSettings settings,
            RunManifest manifest,
            NetworkConfiguration configuration,
            CheckpointCounters counters,
            Outside outside) {
        this.settings = settings;
        this.rule = new KeepingRule(settings.maxCheckpoints(), settings.newest(), settings.maxBytes());
        this.manifest = manifest;
        this.configuration = configuration;
        this.modelFile = new ModelFile(configuration);
        this.counters = counters;
        this.outside = outside;
    }

    @Override
    public void keep(long step, Instant takenAt, double loss, Draft draft, INDArray parameters) {
        long begin = outside.nanoTime().getAsLong();
        boolean isStale = false;
        try {
            RunFolder open = opened();
            write(open, step, takenAt, loss, draft, parameters);
            makeRoom(open);
        } catch (Throwable e) {
            failed(step, CheckpointFailure.of(e), e);
            isStale = true;
        }
        try {
            tell(step);
        } catch (Throwable e) {
            log.debug("run {}: the list of checkpoints was not told", manifest.run(), e);
        }
        if (isStale) {
            close();
        }
        counters.spent(outside.nanoTime().getAsLong() - begin);
    }

    private RunFolder opened() throws IOException {
        RunFolder open = folder;
        if (open == null) {
            open = RunFolder.open(Path.of(settings.directory()), manifest.run(), outside.tap());
            folder = open;
            List<StoredCheckpoint> found = open.checkpoints();
            attemptByFiles = attemptByFiles == 0 ? attemptAfter(found) : attemptByFiles;
            log.info("run {}: checkpoints in {}, {} found there", manifest.run(), open, found.size());
        }
        return open;
    }

    private void write(RunFolder open, long step, Instant takenAt, double loss, Draft draft, INDArray parameters)
            throws IOException {
        @Nullable INDArray state = draft.updaterState();
        long elements = parameters.length() + (state == null ? 0 : state.length());
        long expected = elements * parameters.dataType().width() + OVERHEAD_BYTES;
        if (expected > settings.maxBytes()) {
            throw new NoRoomException(
                    CheckpointFailure.TOO_LARGE,
                    "a checkpoint takes " + expected + " bytes (maxMebibytes=" + settings.maxMebibytes() + ")");
        }
        long usable = open.usableBytes();
        if (usable < expected + RESERVE_BYTES) {
            throw new NoRoomException(
                    CheckpointFailure.DISK_FULL,
                    "a checkpoint takes " + expected + " bytes and " + usable + " are free at " + open + ", of which "
                            + RESERVE_BYTES + " are left alone");
        }
        RunManifest ours = manifest.withAttempt(attempt());
        open.write(
                step,
                out -> modelFile.write(out, step, draft.epoch(), parameters, state),
                (file, sha256, bytes) -> new Checkpoint(
                        step,
                        draft.epoch(),
                        takenAt,
                        loss,
                        file,
                        sha256,
                        bytes,
                        configuration.kind(),
                        draft.updater(),
                        ours));
        counters.written();
    }

    /** What the broker says; where none has answered, one more than the checkpoints found of earlier attempts. */
    private int attempt() {
        int settled = outside.attempt().getAsInt();
        return settled > 0 ? settled : attemptByFiles;
    }

    /** Asked once: what is found later depends on what has been deleted meanwhile. */
    private int attemptAfter(List<StoredCheckpoint> found) {
        return found.stream()
                .mapToInt(each -> each.description().attempt() + 1)
                .max()
                .orElse(manifest.attempt());
    }

    private void makeRoom(RunFolder open) {
        List<StoredCheckpoint> all = open.checkpoints();
        List<StoredCheckpoint> live = live(all);
        List<KeepingRule.Item> items = all.stream()
                .map(each -> new KeepingRule.Item(
                        each.description().step(), each.description().bytes(), !live.contains(each)))
                .toList();
        for (KeepingRule.Item item : rule.surplus(items)) {
            try {
                open.delete(item.step());
                counters.deleted();
            } catch (IOException e) {
                failed(item.step(), CheckpointFailure.NOT_DELETED, e);
            }
        }
    }

    /** Those that no later attempt has retired. Ours is the latest: it owns the folder. */
    private List<StoredCheckpoint> live(List<StoredCheckpoint> all) {
        List<StoredCheckpoint> others =
                all.stream().filter(each -> !isOurs(each)).toList();
        List<StoredCheckpoint> standing = CheckpointFolder.withoutRetired(others).stream()
                .filter(each -> each.description().step() <= manifest.resumedAtStep())
                .toList();
        return all.stream()
                .filter(each -> isOurs(each) || standing.contains(each))
                .toList();
    }

    private boolean isOurs(StoredCheckpoint checkpoint) {
        return checkpoint.description().manifest().startedAt().equals(manifest.startedAt());
    }

    private void tell(long step) {
        RunFolder open = folder;
        if (open == null) {
            return;
        }
        List<StoredCheckpoint> all = open.checkpoints();
        counters.kept(
                all.size(),
                all.stream().mapToLong(each -> each.description().bytes()).sum());
        List<KeptCheckpoint> kept =
                live(all).stream().map(StoredCheckpoint::kept).toList();
        if (!kept.equals(told)) {
            outside.news()
                    .accept(new CheckpointsKept(
                            manifest.run(), attempt(), step, outside.clock().instant(), kept));
            told = kept;
        }
    }

    /** Never throws: it is counted first, and a log that fails is left alone. */
    private void failed(long step, CheckpointFailure reason, Throwable e) {
        boolean first = counters.failed(reason);
        try {
            if (first) {
                log.warn(
                        "run {}: checkpoint {}: {}: {}; training is not affected; tried again with the next one; further"
                                + " failures are counted as checkpoints.failed.{}",
                        manifest.run(),
                        step,
                        reason.text(),
                        e.getMessage(),
                        reason.text(),
                        e);
            } else {
                log.debug("run {}: checkpoint {}: {}", manifest.run(), step, reason.text(), e);
            }
        } catch (Throwable unsaid) {
            // Out of memory, or a log that throws: there is nobody left to tell, and the failure is counted.
        }
    }

    @Override
    public void close() {
        RunFolder open = folder;
        folder = null;
        if (open != null) {
            try {
                open.close();
            } catch (IOException e) {
                log.debug("{} is not given up in order", open, e);
            }
        }
    }
}
