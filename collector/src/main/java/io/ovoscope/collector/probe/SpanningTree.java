package io.ovoscope.collector.probe;

/**
 * The minimum spanning tree of some words of a sentence (Prim 1957, quadratic in the words). Of edges of equal length the one
 * with the smaller lower word comes first, then the one with the smaller upper word, so that the tree is unique.
 */
final class SpanningTree {
    private SpanningTree() {}

    /**
     * Spans the nodes.
     *
     * @param lengths {@code n × n}, symmetric
     * @param nodes which of the {@code n} are in the tree
     * @return {@code n × n}: whether two nodes are joined, symmetric
     */
    static boolean[] of(float[] lengths, int n, int[] nodes) {
        boolean[] joined = new boolean[n * n];
        int[] nearest = new int[nodes.length];
        boolean[] inside = new boolean[nodes.length];
        for (int added = 0, latest = 0; added < nodes.length - 1; added++) {
            inside[latest] = true;
            int best = -1;
            for (int v = 0; v < nodes.length; v++) {
                if (!inside[v]) {
                    if (before(lengths, n, nodes[v], nodes[latest], nodes[v], nodes[nearest[v]])) {
                        nearest[v] = latest;
                    }
                    boolean better = best < 0
                            || before(lengths, n, nodes[v], nodes[nearest[v]], nodes[best], nodes[nearest[best]]);
                    best = better ? v : best;
                }
            }
            joined[nodes[best] * n + nodes[nearest[best]]] = true;
            joined[nodes[nearest[best]] * n + nodes[best]] = true;
            latest = best;
        }
        return joined;
    }

    private static boolean before(float[] lengths, int n, int a, int b, int c, int d) {
        int order = Float.compare(lengths[a * n + b], lengths[c * n + d]);
        if (order == 0) {
            order = Integer.compare(Math.min(a, b), Math.min(c, d));
        }
        return order == 0 ? Math.max(a, b) < Math.max(c, d) : order < 0;
    }
}
