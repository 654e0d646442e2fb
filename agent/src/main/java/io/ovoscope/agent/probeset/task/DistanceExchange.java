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
 * words of a part of the probe set may exchange when their distances differ and both false heads are words of their sentences.
 *
 * <p>Were the false heads any words, the candidate alone would tell: most words are nobody's head. So a false head is <em>fair</em> while
 * it has been one less often than it is a true one, and words look for an exchange with two fair false heads first, then with one, then with
 * none. The farthest come first, as they are hardest to place, and take the partner whose head is to the same side, if there is one, and
 * nearest in distance. Two that are left over, as many with the commonest distance are, part two that have exchanged, and take one each.
 */
final class DistanceExchange {
    /** Words or pairs that are looked at before giving up: where most will not do, looking at all takes too long. */
    private static final int MAX_TRIES = 200;

    private final Random random;
    private final Map<Split, Exchange> parts = new EnumMap<>(Split.class);
    private int words;

    DistanceExchange(Random random) {
        this.random = random;
    }

    /** A word with its true and its false head, as indices within the sentence. */
    record Exchanged(int sentence, int word, int head, int falseHead) {}

    /**
     * A word with the way to its head.
     *
     * @param fair of each word of the sentence, how often it may still be a fair false head
     */
    private record Word(int sentence, int[] fair, int word, int distance) {
        boolean reaches(int way) {
            return word + way >= 0 && word + way < fair.length;
        }

        boolean isFair(int way) {
            return fair[word + way] > 0;
        }

        /** How many fair false heads an exchange gives, −1 where there can be none. */
        int fairness(Word other) {
            if (distance == other.distance || !reaches(other.distance) || !other.reaches(distance)) {
                return -1;
            }
            return (isFair(other.distance) ? 1 : 0) + (other.isFair(distance) ? 1 : 0);
        }

        boolean mayExchange(Word other) {
            return fairness(other) >= 0;
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
        int[] fair = new int[tree.words()];
        List<Word> alone = parts.computeIfAbsent(part, any -> new Exchange(new ArrayList<>(), new ArrayList<>()))
                .alone();
        for (int word = 0; word < tree.words(); word++) {
            if (tree.head(word) != -1) {
                fair[tree.head(word)]++;
                alone.add(new Word(sentence, fair, word, tree.head(word) - word));
                words++;
            }
        }
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
        Collections.shuffle(part.alone(), random);
        part.alone()
                .sort(Comparator.comparingInt((Word word) -> Math.abs(word.distance()))
                        .reversed());
        for (int fairness = 2; fairness >= 0; fairness--) {
            exchange(part, fairness);
        }
        Collections.shuffle(part.pairs(), random);
        partOthers(part);
    }

    private static void exchange(Exchange part, int fairness) {
        // Words of like distance wait together, so that none is compared with those it can never exchange with.
        Map<Integer, List<Word>> waiting = new TreeMap<>();
        for (Word word : part.alone()) {
            Word partner = partner(word, waiting, fairness);
            if (partner == null) {
                waiting.computeIfAbsent(word.distance(), any -> new ArrayList<>())
                        .add(word);
            } else {
                word.fair()[word.word() + partner.distance()]--;
                partner.fair()[partner.word() + word.distance()]--;
                part.pairs().add(new Pair(word, partner));
            }
        }
        part.alone().clear();
        waiting.values().forEach(part.alone()::addAll);
        part.alone()
                .sort(Comparator.comparingInt((Word word) -> Math.abs(word.distance()))
                        .reversed());
    }

    private static @Nullable Word partner(Word word, Map<Integer, List<Word>> waiting, int fairness) {
        List<Integer> distances = new ArrayList<>(waiting.keySet());
        distances.removeIf(distance -> !word.reaches(distance));
        distances.sort(Comparator.comparingInt(other -> cost(word.distance(), other)));
        for (int distance : distances) {
            List<Word> alike = waiting.getOrDefault(distance, List.of());
            for (int i = alike.size() - 1; i >= Math.max(0, alike.size() - MAX_TRIES); i--) {
                if (word.fairness(alike.get(i)) >= fairness) {
                    return alike.remove(i);
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
