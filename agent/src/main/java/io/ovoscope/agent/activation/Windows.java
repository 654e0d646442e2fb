package io.ovoscope.agent.activation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Long sentences read in windows. Each window begins and ends with the sentence's start and end pieces, holds neighbouring words, whole,
 * and begins at least {@code stride} pieces behind the one before, unless a word would be lost; the last one reaches as far back as it
 * holds. Every word's row is from one window: that in which it has the most pieces before it or, for networks that read both ways, the
 * most on the side where it has fewer; the earlier of two equal ones.
 */
final class Windows {
    private final int length;
    private final int strideWanted;
    private final boolean bothSides;
    private int longSentences;
    private int windows;
    private int cutWords;

    /**
     * @param length positions of the network
     * @param stride in pieces; 0 for half of what a window holds
     * @param bothSides whether words need context on both sides
     */
    Windows(int length, int stride, boolean bothSides) {
        this.length = length;
        this.strideWanted = stride;
        this.bothSides = bothSides;
    }

    /** Of a sentence, those of its windows that words have their rows from, in order; of one that is not too long, itself. */
    List<EncodedSentence> of(EncodedSentence sentence) {
        if (sentence.length() <= length) {
            return List.of(sentence);
        }
        int capacity = capacity(sentence);
        int stride = strideWanted > 0 ? strideWanted : Math.max(1, capacity / 2);
        List<Window> all = windows(sentence.firstPiece(), capacity, stride);
        List<EncodedSentence> used = new ArrayList<>();
        int word = 0;
        for (int k = 0; word < sentence.words(); k++) {
            int end = word;
            while (end < sentence.words() && best(all, sentence.firstPiece(), end, k) == k) {
                end++;
            }
            if (end > word) {
                used.add(part(sentence, all.get(k), word, end, capacity));
            }
            word = end;
        }
        longSentences++;
        windows += used.size();
        return used;
    }

    private int capacity(EncodedSentence sentence) {
        int capacity = length - (sentence.length() - sentence.inWords());
        if (capacity < 1) {
            throw new IllegalArgumentException(length + " positions hold nothing but start and end of a sentence:"
                    + " expecting more (network.sequenceLength)");
        }
        return capacity;
    }

    /** For the manifest; empty where no sentence was too long. */
    String remark() {
        if (longSentences == 0) {
            return "";
        }
        String cut = cutWords == 0
                ? ""
                : "; " + cutWords + " words are longer than a window and have their last pieces only";
        return longSentences + " sentences in " + windows + " windows of " + length + " positions, most context "
                + (bothSides ? "on both sides" : "on the left") + cut;
    }

    /** The words {@code [first, end)}. */
    private record Window(int first, int end) {}

    private static List<Window> windows(int[] piece, int capacity, int stride) {
        int words = piece.length - 1;
        List<Window> all = new ArrayList<>();
        int first = 0;
        int end = 0;
        while (end < words) {
            end = first + 1;
            while (end < words && piece[end + 1] - piece[first] <= capacity) {
                end++;
            }
            all.add(new Window(first, end));
            first = next(piece, first, end, capacity, stride);
        }
        return all;
    }

    /** The stride on, but not past the first word that the window did not hold; near the end no further than the rest needs. */
    private static int next(int[] piece, int first, int end, int capacity, int stride) {
        int next = first + 1;
        while (next < end && piece[next] - piece[first] < stride) {
            next++;
        }
        while (next > first + 1 && piece[piece.length - 1] - piece[next - 1] <= capacity) {
            next--;
        }
        return next;
    }

    /** The window that a word's row is from, of those from {@code from} on. */
    private int best(List<Window> all, int[] piece, int word, int from) {
        int best = -1;
        int most = -1;
        for (int k = from; k < all.size(); k++) {
            Window window = all.get(k);
            if (window.first() <= word && word < window.end()) {
                int left = piece[word] - piece[window.first()];
                int right = piece[window.end()] - piece[word + 1];
                int context = bothSides ? Math.min(left, right) : left;
                if (context > most) {
                    best = k;
                    most = context;
                }
            }
        }
        return best;
    }

    /** The window with the rows of the words {@code [first, end)}; of a word that is too long, its last pieces. */
    private EncodedSentence part(EncodedSentence sentence, Window window, int first, int end, int capacity) {
        int[] piece = sentence.firstPiece();
        int stop = piece[window.end()];
        int begin = Math.max(piece[window.first()], stop - capacity);
        cutWords += begin > piece[window.first()] ? 1 : 0;
        int before = piece[0];
        int after = sentence.length() - piece[piece.length - 1];
        int[] pieces = new int[before + stop - begin + after];
        System.arraycopy(sentence.pieces(), 0, pieces, 0, before);
        System.arraycopy(sentence.pieces(), begin, pieces, before, stop - begin);
        System.arraycopy(sentence.pieces(), sentence.length() - after, pieces, pieces.length - after, after);
        int[] firstPiece = Arrays.stream(piece, first, end + 1)
                .map(at -> before + Math.max(at, begin) - begin)
                .toArray();
        return new EncodedSentence(pieces, firstPiece);
    }
}
