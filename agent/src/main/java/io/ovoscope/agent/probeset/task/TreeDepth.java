package io.ovoscope.agent.probeset.task;

import io.ovoscope.wire.LabelSource;
import io.ovoscope.wire.Level;
import io.ovoscope.wire.Split;
import io.ovoscope.wire.TaskInput;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * {@code TreeDepth}: how many arcs lie between the root and the deepest word.
 *
 * <p>Long sentences have deep trees, so a probe could answer by length alone. Conneau et al. 2018 draw sentences until depth and length
 * are uncorrelated; here they are made independent exactly, up to the width of a length stratum: of each stratum in each split the same
 * number of sentences of every depth is labelled, as many as the rarest of these depths has there. The depths are those neighbouring
 * ones, three to eight (eight as in Conneau et al.), that leave the most label information, sentences times log2 of the depths. Length
 * alone is then right once in as many times as there are depths.
 */
final class TreeDepth implements ProbingTask {
    private static final int MIN_DEPTHS = 3;
    private static final int MAX_DEPTHS = 8;

    private final TaskOutline outline;
    private final int stratumWords;

    /**
     * @param stratumWords how many neighbouring sentence lengths make a stratum
     */
    TreeDepth(LabelSource source, int stratumWords) {
        this.outline = new TaskOutline("TreeDepth", Level.SYNTAX, TaskInput.SENTENCE, source, List.of());
        this.stratumWords = stratumWords;
    }

    @Override
    public TaskOutline outline() {
        return outline;
    }

    /** Sentences of one split and of about one length, by the depth of their tree. */
    private record Stratum(SortedMap<Integer, List<Integer>> byDepth) {
        List<Integer> at(int depth) {
            return byDepth.getOrDefault(depth, List.of());
        }

        int balanced(Depths depths) {
            return depths.stream().map(depth -> at(depth).size()).min().orElse(0);
        }
    }

    /** Neighbouring depths, both bounds included. */
    private record Depths(int least, int most) {
        int count() {
            return most - least + 1;
        }

        IntStream stream() {
            return IntStream.rangeClosed(least, most);
        }

        double information(List<Stratum> strata) {
            return strata.stream().mapToInt(stratum -> stratum.balanced(this)).sum() * count() * Math.log(count());
        }
    }

    @Override
    public ClassDraft draft(ProbeSentences sentences, Random random) {
        List<Stratum> strata = strata(sentences);
        Depths depths = best(strata);
        List<LabelledItem> items = new ArrayList<>();
        for (Stratum stratum : strata) {
            int count = stratum.balanced(depths);
            depths.stream().forEach(depth -> {
                List<Integer> alike = new ArrayList<>(stratum.at(depth));
                Collections.shuffle(alike, random);
                alike.subList(0, count).forEach(s -> items.add(LabelledItem.ofSentence(s, Integer.toString(depth))));
            });
        }
        return TaskDraft.of(
                items,
                strata.isEmpty()
                        ? "the text has no dependency trees"
                        : "no three neighbouring depths of trees occur among sentences of like length");
    }

    private List<Stratum> strata(ProbeSentences sentences) {
        TreeMap<Integer, Stratum> strata = new TreeMap<>();
        for (int s = 0; s < sentences.size(); s++) {
            Optional<DependencyTree> tree = DependencyTree.of(sentences.get(s));
            if (tree.isPresent()) {
                int length = (tree.get().words() - 1) / stratumWords;
                int key = length * Split.values().length
                        + sentences.splits().get(s).code();
                strata.computeIfAbsent(key, any -> new Stratum(new TreeMap<>()))
                        .byDepth()
                        .computeIfAbsent(depth(tree.get()), any -> new ArrayList<>())
                        .add(s);
            }
        }
        return List.copyOf(strata.values());
    }

    private static Depths best(List<Stratum> strata) {
        int deepest = strata.stream()
                .mapToInt(stratum -> stratum.byDepth().lastKey())
                .max()
                .orElse(0);
        Depths best = new Depths(0, MIN_DEPTHS - 1);
        double most = best.information(strata);
        for (int least = 0; least <= deepest; least++) {
            for (int count = MIN_DEPTHS; count <= MAX_DEPTHS; count++) {
                Depths depths = new Depths(least, least + count - 1);
                double information = depths.information(strata);
                if (information > most) {
                    best = depths;
                    most = information;
                }
            }
        }
        return best;
    }

    /** Arcs between the root and the deepest word; 0 for the root alone. */
    static int depth(DependencyTree tree) {
        return IntStream.range(0, tree.words()).map(tree::depth).max().orElse(0);
    }
}
