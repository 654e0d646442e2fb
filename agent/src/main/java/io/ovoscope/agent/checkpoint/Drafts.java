package io.ovoscope.agent.checkpoint;

import io.ovoscope.agent.activation.ArrayCopy;
import io.ovoscope.agent.activation.MonitoredModel;
import io.ovoscope.agent.activation.MonitoredNetwork;
import io.ovoscope.agent.activation.NetworkConfiguration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The training thread's side of checkpoints: says which snapshots become one, and copies the updater's state for those. */
public final class Drafts implements AutoCloseable {
    private final MonitoredNetwork network;
    private final CheckpointSettings settings;
    private final CheckpointCounters counters;
    private final int capacity;
    private final List<INDArray> buffers = new CopyOnWriteArrayList<>();
    private final BlockingQueue<INDArray> free;
    private long newest = -1;

    /**
     * Sees, before training begins, that a checkpoint can be restored. Training must not go on meanwhile.
     *
     * @return the configuration that checkpoints hold
     * @throws IllegalArgumentException where DL4J cannot read it back, or a restored network would misread the updater's state
     */
    public static NetworkConfiguration check(MonitoredNetwork network, CheckpointSettings settings) {
        if (!(network instanceof MonitoredModel model)) {
            throw new IllegalArgumentException(
                    "checkpoints.directory '" + settings.directory()
                            + "': expecting none, because no checkpoints are made of SameDiff graphs; SameDiff.save makes files");
        }
        return check(model, settings);
    }

    private static NetworkConfiguration check(MonitoredModel network, CheckpointSettings settings) {
        NetworkConfiguration configuration;
        try {
            configuration = network.configuration();
        } catch (RuntimeException e) {
            throw new IllegalArgumentException(
                    "checkpoints.directory: DL4J does not read this network's configuration back from its JSON, so no"
                            + " checkpoint could be restored: mend the classes of your own in it, or keep no checkpoints",
                    e);
        }
        if (settings.saveUpdater()
                && !configuration.updaterLayout(network.parameters()).equals(network.updaterLayout())) {
            throw new IllegalArgumentException(
                    "checkpoints.saveUpdater: a network restored from a file would misread the updater's state, because its"
                            + " updaters are not equal where this network's are: give the learning-rate schedule (ISchedule)"
                            + " or updater of your own equals and hashCode, as a record has them, or set saveUpdater to false");
        }
        return configuration;
    }

    /**
     * Allocates nothing yet, and leaves the updater alone: DL4J makes it under the network's lock, which the training thread may hold.
     *
     * @param capacity snapshots that may be under way
     */
    public Drafts(MonitoredNetwork network, CheckpointSettings settings, CheckpointCounters counters, int capacity) {
        this.network = network;
        this.settings = settings;
        this.counters = counters;
        this.capacity = capacity;
        this.free = new ArrayBlockingQueue<>(capacity);
    }

    /** What is to be written beside the parameters at a step; null where that snapshot becomes no checkpoint. Never throws. */
    public @Nullable Draft draft(long step, boolean last) {
        if (!settings.isOn() || !isDue(step, last)) {
            return null;
        }
        newest = step;
        int epoch = network.epochs();
        if (!settings.saveUpdater()) {
            return new Draft(epoch, null, false);
        }
        @Nullable INDArray buffer = null;
        try {
            @Nullable INDArray state = network.updaterState();
            if (state == null) {
                return new Draft(epoch, null, true);
            }
            allocate(state);
            buffer = free.poll();
            if (buffer != null) {
                ArrayCopy.into(buffer, state);
                return new Draft(epoch, buffer, true);
            }
        } catch (Throwable e) {
            giveBack(buffer);
        }
        // The parameters are worth keeping all the same; that the updater is missing stands beside them.
        counters.failed(CheckpointFailure.UPDATER_NOT_COPIED);
        return new Draft(epoch, null, false);
    }

    /** Once: by the first snapshot, which always becomes a checkpoint. */
    private void allocate(INDArray state) {
        while (buffers.size() < capacity) {
            INDArray buffer = Nd4j.createUninitializedDetached(state.dataType(), state.shape());
            buffers.add(buffer);
            free.add(buffer);
        }
    }

    private boolean isDue(long step, boolean last) {
        return newest < 0 || last || step - newest >= settings.every();
    }

    /** To be called once the draft is of no more use. */
    public void giveBack(@Nullable Draft draft) {
        if (draft != null) {
            giveBack(draft.updaterState());
        }
    }

    private void giveBack(@Nullable INDArray buffer) {
        if (buffer != null) {
            free.add(buffer);
        }
    }

    /** Frees the buffers; nobody may use them any more. */
    @Override
    public void close() {
        buffers.stream().filter(INDArray::closeable).forEach(INDArray::close);
    }
}
