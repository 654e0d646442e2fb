package io.ovoscope.javaagent.watch;

import io.ovoscope.agent.AttachSettings;
import io.ovoscope.agent.activation.LooselyMonitored;
import io.ovoscope.javaagent.FitListener;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.deeplearning4j.nn.api.Model;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The networks of one program. A network is looked at when its first {@code fit} begins, and watched from then on until it is garbage, the
 * JVM ends, or another network goes on with its run.
 */
public final class NetworkWatch implements FitListener {
    private static final Logger log = LoggerFactory.getLogger(NetworkWatch.class);
    private static final int SAID_ALOUD = 10;
    private static final int REMEMBERED_RUNS = 100;

    private final AttachSettings settings;
    private final AttachRule rule;
    private final RunNames names;
    private final Watcher.Maker maker;
    private final List<SeenNetwork> seen = new CopyOnWriteArrayList<>();
    /** The newest network of each run, garbage perhaps; of old runs the eldest are forgotten. */
    private final Map<String, SeenNetwork> runs = new LinkedHashMap<>();

    private final ReferenceQueue<Model> gone = new ReferenceQueue<>();
    private int leftAlone;

    NetworkWatch(AttachSettings settings, RunNames names, Watcher.Maker maker) {
        this.settings = settings;
        this.rule = new AttachRule(settings);
        this.names = names;
        this.maker = maker;
    }

    @Override
    public void enter(Object network) {
        @Nullable SeenNetwork there = find(network);
        if (there == null && network instanceof Model model && hasParameters(model)) {
            there = firstSight(model);
        }
        if (there != null) {
            there.enter();
        }
    }

    @Override
    public void exit(Object network) {
        @Nullable SeenNetwork there = find(network);
        if (there != null) {
            there.exit();
        }
    }

    @Override
    public void replica(Object network) {
        if (find(network) == null && network instanceof Model model) {
            seen.add(new SeenNetwork(model, gone));
            log.debug("a copy of ParallelWrapper's is not watched; its original is");
        }
    }

    /** Ends the watchers of networks that have become garbage, for as long as it is not interrupted. */
    void endThoseThatAreGone() {
        try {
            while (true) {
                Reference<? extends Model> reference = gone.remove();
                if (reference instanceof SeenNetwork network) {
                    seen.remove(network);
                    network.end();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Those that are watched now. */
    List<SeenNetwork> watched() {
        return seen.stream().filter(SeenNetwork::isWatched).toList();
    }

    /** Before {@code init()} it has none. */
    private static boolean hasParameters(Model network) {
        return network.params() != null && network.params().length() > 0;
    }

    private @Nullable SeenNetwork find(Object network) {
        for (SeenNetwork each : seen) {
            if (each.refersTo((Model) network)) {
                return each;
            }
        }
        return null;
    }

    private synchronized SeenNetwork firstSight(Model network) {
        @Nullable SeenNetwork there = find(network);
        if (there != null) {
            return there;
        }
        SeenNetwork fresh = new SeenNetwork(network, gone);
        Optional<String> objection = rule.objection(network).or(() -> objectionToListeners(network));
        String architecture = objection.isEmpty() ? Architecture.of(network) : "";
        Optional<SeenNetwork> before = objection.isEmpty() ? predecessor(network, architecture) : Optional.empty();
        if (objection.isEmpty() && before.isEmpty() && watched().size() >= settings.maxNetworks()) {
            objection = Optional.of(settings.maxNetworks() + " are watched already (attach.maxNetworks)");
        }
        if (objection.isPresent()) {
            leaveAlone(network, objection.get());
        } else {
            attach(network, fresh, architecture, before);
        }
        // Last: whatever goes wrong, the network is not looked at again.
        seen.add(fresh);
        return fresh;
    }

    /** {@code ComputationGraph.clone} gives the copy its original's very list, which the thread that trains that one goes through. */
    private Optional<String> objectionToListeners(Model network) {
        boolean isInUse =
                seen.stream().filter(SeenNetwork::isTraining).anyMatch(each -> each.hasTheListenersOf(network));
        return isInUse
                ? Optional.of("it is a clone of a graph that is being trained and has the same list of listeners")
                : Optional.empty();
    }

    /**
     * The network that this one is, restored: one of the same architecture that is not being trained, where this one has been trained
     * before. Of several, that which was seen last.
     */
    private Optional<SeenNetwork> predecessor(Model network, String architecture) {
        if (Architecture.updates(network) == 0) {
            return Optional.empty();
        }
        return runs.values().stream()
                .filter(each -> each.architecture().equals(architecture) && !each.isTraining())
                .reduce((earlier, later) -> later);
    }

    private void attach(Model network, SeenNetwork fresh, String architecture, Optional<SeenNetwork> before) {
        String run = before.map(SeenNetwork::run).orElseGet(names::next);
        LooselyMonitored monitored = LooselyMonitored.of(network);
        log.info(
                "{}, {} parameters, after {} updates, {} run {}",
                monitored.description(),
                network.params().length(),
                monitored.updates(),
                before.isPresent() ? "goes on with" : "is watched as",
                run);
        Attaching.within(settings.timeoutMillis(), run, () -> {
                    before.ifPresent(SeenNetwork::giveUp);
                    return maker.prepare(monitored, run);
                })
                .ifPresent(watcher -> fresh.watchAs(run, architecture, watcher));
        if (fresh.isWatched()) {
            remember(run, fresh);
        }
    }

    private void remember(String run, SeenNetwork network) {
        runs.remove(run);
        runs.put(run, network);
        if (runs.size() > REMEMBERED_RUNS) {
            runs.values().removeIf(each -> !each.isWatched());
        }
    }

    private void leaveAlone(Model network, String why) {
        leftAlone++;
        String text = "a {} is not watched: {}";
        if (leftAlone <= SAID_ALOUD) {
            log.info(text, network.getClass().getSimpleName(), why);
        } else {
            log.debug(text, network.getClass().getSimpleName(), why);
        }
    }
}
