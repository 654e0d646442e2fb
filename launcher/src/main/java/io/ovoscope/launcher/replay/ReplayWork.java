package io.ovoscope.launcher.replay;

import io.ovoscope.agent.AgentSettings;
import io.ovoscope.agent.replay.CheckpointFile;
import io.ovoscope.agent.replay.CheckpointProblems;
import io.ovoscope.agent.replay.Replay;
import io.ovoscope.agent.send.KafkaTarget;
import io.ovoscope.collector.topics.KafkaSettings;
import io.ovoscope.wire.RunManifest;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/** A replay from the folder to the revised findings, in the process that does it. */
final class ReplayWork {
    /** Checkpoints that may be sent and not yet probed: the topic of activations keeps a few at least. */
    private static final int AHEAD = 4;

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final ReplayOrder order;
    private final KafkaSettings kafka;
    private final Consumer<ReplayEvent> tell;
    private final List<Long> sent = new ArrayList<>();
    private long begun;
    private int total;

    ReplayWork(ReplayOrder order, KafkaSettings kafka, Consumer<ReplayEvent> tell) {
        this.order = order;
        this.kafka = kafka;
        this.tell = tell;
    }

    /** Does it, and tells what came of it. */
    void run() throws CheckpointProblems, IOException, InterruptedException, Answers.NothingComes {
        CheckpointSource source = CheckpointSource.of(Path.of(order.checkpoints()), order.run(), order.saidSavedAt());
        source.remarks().forEach(this::say);
        String run = source.run().filter(named -> order.run().isEmpty()).orElse(order.run());
        if (run.isEmpty()) {
            throw new IllegalArgumentException(
                    "the checkpoints do not say of which run they are: expecting --run NAME, of a run that is there or a new one");
        }
        source.run()
                .filter(named -> !named.equals(run))
                .ifPresent(named ->
                        say("The checkpoints are of run '" + named + "'; their points go to run '" + run + "'."));
        try (Answers answers = new Answers(kafka, run, PATIENCE)) {
            answers.readThrough();
            Optional<RunManifest> manifest = answers.run().manifest();
            ReplayChoice choice =
                    ReplayChoice.of(source.files(), manifest, answers.run().complete(), order.steps(), order.replace());
            ReplayOrder.Targets targets = order.bisect();
            if (targets == null) {
                replayAll(source, run, answers, choice);
            } else {
                bisect(source, run, answers, choice, Target.of(answers.run().findings(), targets));
            }
        }
    }

    private void replayAll(CheckpointSource source, String run, Answers answers, ReplayChoice choice)
            throws CheckpointProblems, IOException, InterruptedException, Answers.NothingComes {
        if (order.dryRun()) {
            tell.accept(grid(source, choice));
        }
        if (order.dryRun() || choice.chosen().isEmpty()) {
            say(choice.chosen().size() + " of " + source.files().size() + " checkpoints "
                    + (order.dryRun() ? "would be" : "are to be") + " replayed into run '" + run + "'"
                    + (answers.run().manifest().isPresent() ? "." : ", which would be made."));
            return;
        }
        total = choice.chosen().size();
        try (Replay replay = open(source, run, answers, choice.chosen())) {
            send(replay, answers, choice.chosen());
            settle(answers);
        }
        say("Replayed " + total + (total == 1 ? " checkpoint" : " checkpoints") + " of run '" + run + "': steps "
                + numbers(sent) + ".");
    }

    private static ReplayEvent.Grid grid(CheckpointSource source, ReplayChoice choice) {
        NavigableMap<Long, String> left = choice.left();
        List<List<String>> rows = source.files().stream()
                .map(file -> List.of(
                        Long.toString(file.step()),
                        file.takenAt().toString(),
                        left.getOrDefault(file.step(), "would be replayed"),
                        file.path().getFileName().toString()))
                .toList();
        return new ReplayEvent.Grid(List.of("step", "taken", "", "file"), rows);
    }

    private void bisect(CheckpointSource source, String run, Answers answers, ReplayChoice choice, List<Target> targets)
            throws CheckpointProblems, IOException, InterruptedException, Answers.NothingComes {
        if (targets.isEmpty()) {
            throw new IllegalArgumentException("run '" + run + "' has no such finding to narrow: its findings are "
                    + answers.run().findings().stream().map(each -> each.id()).toList());
        }
        targets.forEach(target -> target.revise(answers.run()));
        TreeMap<Long, CheckpointFile> files = new TreeMap<>();
        choice.chosen().forEach(file -> files.put(file.step(), file));
        NavigableSet<Long> round = round(targets, files);
        if (!order.dryRun() && !round.isEmpty()) {
            try (Replay replay = open(source, run, answers, choice.chosen())) {
                for (int number = 1; !round.isEmpty(); number++) {
                    say("Round " + number + ": steps " + numbers(round) + ".");
                    total += round.size();
                    send(replay, answers, round.stream().map(files::get).toList());
                    settle(answers);
                    targets.forEach(target -> target.revise(answers.run()));
                    round = round(targets, files);
                }
            }
        }
        tell.accept(new ReplayEvent.Grid(
                List.of("finding", "what", "before", "now", "steps wide", order.dryRun() ? "first look" : "looked at"),
                targets.stream().map(Target::row).toList()));
        say(
                round.isEmpty()
                        ? "No interval can be narrowed further with the checkpoints that there are."
                        : "The first round would look at steps " + numbers(round) + ".");
    }

    /** One step for each target that can be narrowed; several may share one. */
    private static NavigableSet<Long> round(List<Target> targets, Map<Long, CheckpointFile> files) {
        TreeSet<Long> steps = new TreeSet<>();
        for (Target target : targets) {
            OptionalLong next = target.next(new TreeSet<>(files.keySet()));
            if (next.isPresent()) {
                target.looksAt(next.getAsLong());
                steps.add(next.getAsLong());
            }
        }
        return steps;
    }

    private Replay open(CheckpointSource source, String run, Answers answers, List<CheckpointFile> files)
            throws CheckpointProblems, IOException, InterruptedException {
        say("Making the probe set ...");
        ReplayProbes probes = ReplayProbes.of(order, run, source.run());
        Optional<RunManifest> manifest = answers.run().manifest();
        if (manifest.isPresent()) {
            Optional<String> difference = new RunProbeSet(kafka)
                    .difference(manifest.get(), probes.corpus().set());
            if (difference.isPresent()) {
                throw new CheckpointProblems(List.of(difference.get()));
            }
        }
        AgentSettings settings = probes.settings(run, manifest.or(source::manifest))
                .withKafka(new KafkaTarget(kafka.bootstrapServers(), kafka.topicPrefix(), kafka.properties()));
        Replay replay = Replay.open(files, settings, probes.corpus(), probes.encoder());
        say((manifest.isPresent()
                        ? "Joining run '" + run + "', attempt " + replay.attempt()
                        : "Making run '" + run + "'")
                + ": " + replay.manifest().layers().size() + " layers, "
                + replay.manifest().tasks().size() + " tasks.");
        return replay;
    }

    private void send(Replay replay, Answers answers, List<CheckpointFile> files)
            throws CheckpointProblems, InterruptedException, Answers.NothingComes {
        begun = begun == 0 ? System.nanoTime() : begun;
        for (CheckpointFile file : new SnapshotTimes(answers.run().takenAt()).in(files)) {
            answers.await(sent, AHEAD - 1, () -> progress(answers));
            answers.run().await(file.step());
            replay.send(file);
            sent.add(file.step());
            progress(answers);
        }
    }

    private void settle(Answers answers) throws InterruptedException, Answers.NothingComes {
        answers.await(sent, 0, () -> progress(answers));
        progress(answers);
        answers.awaitFindings();
    }

    private void progress(Answers answers) {
        int probed = (int) sent.stream().filter(answers.run()::hasCome).count();
        long step = sent.isEmpty() ? 0 : sent.get(sent.size() - 1);
        tell.accept(new ReplayEvent.Progress(probed, total, step, (System.nanoTime() - begun) / 1e9));
    }

    private void say(String text) {
        tell.accept(new ReplayEvent.Says(text));
    }

    private static String numbers(Iterable<Long> steps) {
        List<String> texts = new ArrayList<>();
        steps.forEach(step -> texts.add(Long.toString(step)));
        return texts.isEmpty() ? "none" : String.join(", ", texts);
    }
}
