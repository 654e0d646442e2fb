package io.ovoscope.collector.probe;

import io.ovoscope.collector.probe.Prefixes.Prefix;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The online (prequential) code of Voita &amp; Titov 2020: the training labels are sent in blocks, each coded by a probe
 * trained on all blocks before it. With prefixes of {@code t1 < t2 < …} items, the length is {@code L = t1 · log2 K − Σ_i
 * log2 p_i(labels t_i + 1 … t_i+1)}: it rewards a probe that is good early, and so needs few items to say what the layer
 * knows.
 *
 * <p>Sentences are shuffled, not items, and a prefix ends with a sentence: else a block would hold words of sentences that
 * its probe has seen, and the code would be shorter for what a sentence's words share. Prefixes are shares of each task's
 * own labelled items, so that a task's length does not depend on the other tasks' labels. Features are shifted, scaled and
 * whitened with the statistics of the whole training part: they need no label, and sender and receiver both have the
 * activations. The penalty is the same for all prefixes, as of a prior that does not know how much data will come.
 */
public final class OnlineCode {
    private final SentenceOrder order;
    private final Items twice;
    private final List<Task> tasks;
    private Design design;

    private OnlineCode(Design design, Items items, List<Target> targets, SentenceOrder order) {
        this.design = design;
        this.order = order;
        int[] shuffled = order.items();
        twice = items.at(
                IntStream.concat(IntStream.of(shuffled), IntStream.of(shuffled)).toArray());
        tasks = targets.stream().map(target -> new Task(target, order)).toList();
    }

    /**
     * The code length of the training labels of several tasks, whose probes are trained together.
     *
     * @param design whose training items are coded; its statistics are used and it is spent
     * @param items what it was prepared from
     * @param targets each with its frozen strength; a warm start, best from a fit to all training items, saves time
     * @param sentenceOfItem any number for the sentence of each item (of an altered one: for its original)
     * @param seed of the shuffling, one for a run
     * @return of each target, in their order
     */
    public static List<CodeLength> of(
            Design design, Items items, List<Target> targets, int[] sentenceOfItem, long seed) {
        SentenceOrder order = SentenceOrder.shuffled(design.split().train(), sentenceOfItem, seed);
        return new OnlineCode(design, items, targets, order).lengths();
    }

    /** From the largest prefix to the smallest, because the weights of a larger one are a start that knows every class. */
    private List<CodeLength> lengths() {
        for (int share = Prefixes.shares() - 1; share >= 0; share--) {
            List<Step> steps = new ArrayList<>();
            for (Task task : tasks) {
                Prefix prefix = task.prefixes.of(share);
                if (prefix != null) {
                    steps.add(new Step(task, prefix, task.prefixes.labels(prefix)));
                }
            }
            if (!steps.isEmpty()) {
                code(steps);
            }
        }
        return tasks.stream().map(Task::length).toList();
    }

    /** One prefix of one task, with labels for the items named twice. */
    private record Step(Task task, Prefix prefix, Labels labels) {}

    private void code(List<Step> steps) {
        int trained = 0;
        int coded = order.count();
        int last = 0;
        for (Step step : steps) {
            trained = Math.max(trained, step.prefix.end());
            coded = Math.min(coded, step.prefix.end());
            last = Math.max(last, step.prefix.nextEnd());
        }
        int[] train = IntStream.range(0, trained).toArray();
        int[] test =
                IntStream.range(order.count() + coded, order.count() + last).toArray();
        design = design.over(twice, new Split(train, new int[0], test));
        List<Fit> fits = design.fit(
                steps.stream().map(step -> step.task.target(step.labels)).toList());
        for (int t = 0; t < fits.size(); t++) {
            steps.get(t).task.add(fits.get(t), steps.get(t).labels, design.split());
        }
    }

    /** One task's code as it is summed up. */
    private static final class Task {
        private final Target whole;
        private final Prefixes prefixes;
        private float @Nullable [] weights;
        private double nats;
        private boolean converged = true;

        Task(Target whole, SentenceOrder order) {
            this.whole = whole;
            prefixes = new Prefixes(whole.labels(), order);
            weights = whole.warmStart();
        }

        Target target(Labels labels) {
            return new Target(labels, whole.l2(), weights);
        }

        void add(Fit fit, Labels labels, Split split) {
            if (fit instanceof Fit.Trained trained) {
                weights = trained.weights();
                converged &= trained.converged();
                for (float logLikelihood : trained.testLogLikelihood()) {
                    nats -= logLikelihood;
                }
            } else if (fit instanceof Fit.Skipped skipped && skipped.reason() == Fit.Reason.ONE_CLASS) {
                nats += byShares(labels, split);
            } else {
                nats = Double.NaN;
                converged = false;
            }
        }

        /** A prefix of one class says no more than how often that class occurs. */
        private static double byShares(Labels labels, Split split) {
            SeenClasses seen = SeenClasses.of(labels, split.train());
            return -IntStream.of(seen.positionsOf(labels, labels.among(split.test())))
                    .mapToDouble(position -> position == Labels.NONE ? seen.logAbsent() : seen.logKept())
                    .sum();
        }

        CodeLength length() {
            List<Integer> sizes = prefixes.sizes();
            int uniform = sizes.isEmpty() ? prefixes.items() : sizes.get(0);
            int classes = whole.labels().classes();
            double bits = (uniform * Math.log(classes) + nats) / Math.log(2);
            return new CodeLength(bits, prefixes.items(), classes, sizes, converged);
        }
    }
}
