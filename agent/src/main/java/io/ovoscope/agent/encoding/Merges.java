package io.ovoscope.agent.encoding;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/**
 * Which pairs of pieces become one piece, the most urgent first (Sennrich et al. 2016).
 */
public final class Merges {
    /** Two neighbours. */
    record Pair(String left, String right) {
        String joined() {
            return left + right;
        }
    }

    private final Map<Pair, Integer> ranks;

    private Merges(Map<Pair, Integer> ranks) {
        this.ranks = Map.copyOf(ranks);
    }

    /** In order of their urgency, each once. */
    static Merges of(List<Pair> pairs) {
        Map<Pair, Integer> ranks = new HashMap<>();
        pairs.forEach(pair -> ranks.put(pair, ranks.size()));
        return new Merges(ranks);
    }

    /**
     * Reads GPT-2's {@code merges.txt}: UTF-8, a first line {@code #version: ...} or none, then two pieces on a line, a space between.
     *
     * @param vocabulary has the pieces and what they become
     * @throws io.ovoscope.agent.probeset.sentence.MalformedTextException naming every problem with its line
     * @throws IOException where the file cannot be read
     */
    public static Merges read(Path file, Vocabulary vocabulary) throws IOException {
        var problems = new io.ovoscope.agent.probeset.sentence.Problems();
        Merges merges = new MergesReader(file, vocabulary.ids(), problems).read();
        problems.throwIfAny();
        return merges;
    }

    int size() {
        return ranks.size();
    }

    /** Joins neighbours, always the most urgent pair and everywhere it stands, until none is left to join. */
    List<String> apply(String text) {
        List<String> pieces =
                text.codePoints().mapToObj(Character::toString).collect(Collectors.toCollection(ArrayList::new));
        for (Optional<Pair> next = mostUrgent(pieces); next.isPresent(); next = mostUrgent(pieces)) {
            pieces = joined(pieces, next.get());
        }
        return pieces;
    }

    private Optional<Pair> mostUrgent(List<String> pieces) {
        Optional<Pair> best = Optional.empty();
        int bestRank = Integer.MAX_VALUE;
        for (int i = 0; i + 1 < pieces.size(); i++) {
            Pair pair = new Pair(pieces.get(i), pieces.get(i + 1));
            OptionalInt rank = rank(pair);
            if (rank.isPresent() && rank.getAsInt() < bestRank) {
                best = Optional.of(pair);
                bestRank = rank.getAsInt();
            }
        }
        return best;
    }

    private OptionalInt rank(Pair pair) {
        Integer rank = ranks.get(pair);
        return rank == null ? OptionalInt.empty() : OptionalInt.of(rank);
    }

    /** From left to right: of three equal neighbours the first two are joined. */
    private static List<String> joined(List<String> pieces, Pair pair) {
        List<String> joined = new ArrayList<>(pieces.size());
        for (int i = 0; i < pieces.size(); i++) {
            boolean here = i + 1 < pieces.size()
                    && pieces.get(i).equals(pair.left())
                    && pieces.get(i + 1).equals(pair.right());
            joined.add(here ? pair.joined() : pieces.get(i));
            i += here ? 1 : 0;
        }
        return joined;
    }
}
