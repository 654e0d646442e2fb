package io.ovoscope.collector.probe;

import java.util.List;
import java.util.stream.IntStream;

/**
 * The test items of the structural probe's UUAS: the edges of the test trees, one for each word that is neither root nor
 * punctuation and whose head is no punctuation, in the order of the words in the probe set. Made from the probe set alone,
 * so that every stage numbers them alike.
 */
@SuppressWarnings("ArrayRecordComponent") // shared and never written
public record GoldEdges(int[] dependents, int[] sentences) {

    /** The gold edges of the trees' test part. */
    public static GoldEdges of(Trees trees) {
        List<Tree> test = trees.test();
        return new GoldEdges(
                test.stream().flatMapToInt(GoldEdges::dependents).toArray(),
                test.stream()
                        .flatMapToInt(tree -> dependents(tree).map(row -> tree.sentence()))
                        .toArray());
    }

    private static IntStream dependents(Tree tree) {
        return IntStream.range(0, tree.words()).filter(tree::hasGoldEdge).map(word -> tree.firstRow() + word);
    }

    /** Number of edges. */
    public int count() {
        return dependents.length;
    }

    /** The sentences of the edges, as clusters to resample. */
    public Clusters clusters() {
        return Clusters.of(sentences, IntStream.range(0, sentences.length).toArray());
    }
}
