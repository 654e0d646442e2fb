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
import org.jspecify.annotations.Nullable;

/**
 * Pairs of words that exchange the signed distances to their heads, so that every word gets a false head as far away as a true one is. Two words may
 * when their distances differ and both false heads are words of their sentences. Exchanged is within a sentence where possible, the
 * farthest first, as they are hardest to place, with a word whose head is to the same side, if there is one, and nearest in distance:
 * so that false heads are plausible. What is left over is exchanged among the sentences of the same part.
 */
final class DistanceExchange {
    private final Random random;
    private final List<Exchanged> exchanged = new ArrayList<>();
    private final Map<Split, List<Word>> rest = new EnumMap<>(Split.class);
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

    void add(int sentence, DependencyTree tree, Split part) {
        List<Word> left = new ArrayList<>();
        for (int word = 0; word < tree.words(); word++) {
            if (tree.head(word) != -1) {
                left.add(new Word(sentence, tree.words(), word, tree.head(word) - word));
            }
        }
        words += left.size();
        farthestFirst(left);
        List<Word> alone = new ArrayList<>();
        while (!left.isEmpty()) {
            Word word = left.remove(0);
            Word partner = left.stream()
                    .filter(word::mayExchange)
                    .min(nearest(word.distance()))
                    .orElse(null);
            if (partner == null) {
                alone.add(word);
            } else {
                left.remove(partner);
                exchange(word, partner);
            }
        }
        rest.computeIfAbsent(part, any -> new ArrayList<>()).addAll(alone);
    }

    /** Every word that has a false head, in no order. */
    List<Exchanged> exchanged() {
        rest.values().forEach(this::exchangeAmong);
        return List.copyOf(exchanged);
    }

    int leftOver() {
        return words - exchanged.size();
    }

    int words() {
        return words;
    }

    private void exchange(Word one, Word other) {
        exchanged.add(one.with(other));
        exchanged.add(other.with(one));
    }

    private void farthestFirst(List<Word> list) {
        Collections.shuffle(list, random);
        list.sort(Comparator.comparingInt((Word word) -> Math.abs(word.distance()))
                .reversed());
    }

    /** To the same side first, then by the difference in distance. */
    private static Comparator<Word> nearest(int distance) {
        return Comparator.comparingInt((Word other) -> cost(distance, other.distance()));
    }

    private static int cost(int distance, int other) {
        boolean sameSide = Integer.signum(distance) == Integer.signum(other);
        return Math.abs(Math.abs(distance) - Math.abs(other)) + (sameSide ? 0 : 1 << 20);
    }

    /** Words of like distance wait together, so that no word is compared with those it can never exchange with. */
    private void exchangeAmong(List<Word> list) {
        farthestFirst(list);
        Map<Integer, List<Word>> waiting = new TreeMap<>();
        for (Word word : list) {
            Word partner = partner(word, waiting);
            if (partner == null) {
                waiting.computeIfAbsent(word.distance(), any -> new ArrayList<>())
                        .add(word);
            } else {
                exchange(word, partner);
            }
        }
        list.clear();
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
}
