package io.ovoscope.agent.probeset.task;

import io.ovoscope.wire.Split;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Words exchange the signed distances to their heads by twos, so that every word gets a false head as far away as a true one is. Two
 * words may exchange when their distances differ and both false heads are words of their sentences.
 *
 * <p>The farthest come first, as they are hardest to place. A word takes the partner whose head is to the same side, if there is one,
 * and nearest in distance, so that false heads are plausible. Two that are left over, as many with the commonest distance are, part two that
 * have exchanged, and take one each. All this is done within each sentence, and then among all that are left of a part of the probe set.
 */
final class DistanceExchange {
    /** Pairs that two words look at before they stay alone: where most will not do, looking at all takes too long. */
    private static final int MAX_TRIES = 200;

    private final Random random;
    private final Map<Split, Exchange> parts = new EnumMap<>(Split.class);
    private int words;

    DistanceExchange(Random random) {
        this.random = random;
    }

    /** A word with its true and its false head, as indices within the sentence. */
    record Exchanged(int sentence, int word, int head, int falseHead) {}

    /** A word of a sentence of so many words, with the way to its head. */
    private record Word(int sentence, int length, int word, int distance) {
        boolean reaches(int way) {
            return word + way >= 0 && word + way < length;
        }

        boolean mayExchange(Word other) {
            return distance != other.distance && reaches(other.distance) && other.reaches(distance);
        }

        Exchanged with(Word other) {
            return new Exchanged(sentence, word, word + distance, word + other.distance);
        }
    }

    private record Pair(Word one, Word other) {
        boolean mayPartFor(Word first, Word second) {
            return one.mayExchange(first) && other.mayExchange(second);
        }
    }

    private record Exchange(List<Pair> pairs, List<Word> alone) {}

    void add(int sentence, DependencyTree tree, Split part) {
        List<Word> dependents = new ArrayList<>();
        for (int word = 0; word < tree.words(); word++) {
            if (tree.head(word) != -1) {
                dependents.add(new Word(sentence, tree.words(), word, tree.head(word) - word));
            }
        }
        words += dependents.size();
        Exchange within = new Exchange(new ArrayList<>(), dependents);
        exchange(within);
        Exchange all = parts.computeIfAbsent(part, any -> new Exchange(new ArrayList<>(), new ArrayList<>()));
        all.pairs().addAll(within.pairs());
        all.alone().addAll(within.alone());
    }

    /** Every word that has a false head, in no order. To be called once, after the last sentence. */
    List<Exchanged> exchanged() {
        parts.values().forEach(this::exchange);
        return parts.values().stream()
                .flatMap(part -> part.pairs().stream())
                .flatMap(pair ->
                        Stream.of(pair.one().with(pair.other()), pair.other().with(pair.one())))
                .toList();
    }

    /** How many words have heads. */
    int words() {
        return words;
    }

    private void exchange(Exchange part) {
        List<Word> list = new ArrayList<>(part.alone());
        Collections.shuffle(list, random);
        list.sort(Comparator.comparingInt((Word word) -> Math.abs(word.distance()))
                .reversed());
        // Words of like distance wait together, so that none is compared with those it can never exchange with.
        Map<Integer, List<Word>> waiting = new TreeMap<>();
        for (Word word : list) {
            Word partner = partner(word, waiting);
            if (partner == null) {
                waiting.computeIfAbsent(word.distance(), any -> new ArrayList<>())
                        .add(word);
            } else {
                part.pairs().add(new Pair(word, partner));
            }
        }
        part.alone().clear();
        waiting.values().forEach(part.alone()::addAll);
        partOthers(part);
    }

    private static @Nullable Word partner(Word word, Map<Integer, List<Word>> waiting) {
        List<Integer> distances = new ArrayList<>(waiting.keySet());
        distances.sort(Comparator.comparingInt(other -> cost(word.distance(), other)));
        for (int distance : distances) {
            List<Word> alike = waiting.get(distance);
            if (alike != null && distance != word.distance() && word.reaches(distance)) {
                for (int i = alike.size() - 1; i >= 0; i--) {
                    if (word.mayExchange(alike.get(i))) {
                        return alike.remove(i);
                    }
                }
            }
        }
        return null;
    }

    /** To the same side first, then by the difference in distance. */
    private static int cost(int distance, int other) {
        boolean sameSide = Integer.signum(distance) == Integer.signum(other);
        return Math.abs(Math.abs(distance) - Math.abs(other)) + (sameSide ? 0 : 1 << 20);
    }

    private void partOthers(Exchange part) {
        List<Word> alone = new ArrayList<>();
        @Nullable Word first = null;
        for (Word second : part.alone()) {
            int found = first == null ? -1 : partable(first, second, part.pairs());
            if (first != null && found != -1) {
                Pair pair = part.pairs()
                        .set(found, new Pair(first, part.pairs().get(found).one()));
                part.pairs().add(new Pair(second, pair.other()));
                first = null;
            } else {
                if (first != null) {
                    alone.add(first);
                }
                first = second;
            }
        }
        if (first != null) {
            alone.add(first);
        }
        part.alone().clear();
        part.alone().addAll(alone);
    }

    private int partable(Word first, Word second, List<Pair> pairs) {
        int begin = pairs.isEmpty() ? 0 : random.nextInt(pairs.size());
        for (int i = 0; i < Math.min(pairs.size(), MAX_TRIES); i++) {
            int candidate = (begin + i) % pairs.size();
            if (pairs.get(candidate).mayPartFor(first, second)) {
                return candidate;
            }
        }
        return -1;
    }
}
