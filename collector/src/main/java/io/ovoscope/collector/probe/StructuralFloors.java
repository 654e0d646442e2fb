package io.ovoscope.collector.probe;

/**
 * What word order alone gives, the floors of the structural probe. They do not depend on the layer: one set for a probe set.
 *
 * @param edges which of {@link GoldEdges} the linear chain has, which joins each word but punctuation to the next; its accuracy is the
 *     floor of UUAS
 * @param distances correlations of tree distances with {@code |i − j|}; their mean is the floor of DSpr
 * @param roots whether the first word but punctuation is the root; its accuracy is the floor of root accuracy
 * @param depths correlations of depths with the position in the sentence, counted from its beginning; their mean is the floor of
 *     NSpr
 */
public record StructuralFloors(Outcomes edges, LengthMean distances, Outcomes roots, LengthMean depths) {

    /** The floors of the trees' test part. */
    public static StructuralFloors of(Trees trees) {
        return StructuralFigures.floors(trees.test());
    }
}
