package io.ovoscope.wire;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Optional;

/** The figures that may stand in a point; shares are between 0 and 1. Definitions: {@code docs/glossary.md}. */
public enum Figure {
    /** Share of test items that the probe labels rightly. */
    ACCURACY("accuracy"),
    /** The value of a curve that is no accuracy, for example UUAS. */
    VALUE("value"),
    /** Number of test items. */
    N("n"),
    /** Lower end of the 95% interval, by bootstrap over sentences; exact where all items are right or none is. */
    LOWER("lower"),
    /** Upper end of the 95% interval, likewise. */
    UPPER("upper"),
    /** Accuracy of always saying the commonest class of the training part. */
    MAJORITY("majority"),
    /** Accuracy of saying each word type's most frequent training label; of pairs, the best look-up by their words. */
    LEXICON("lexicon"),
    /** Accuracy of the same probe on the untrained model (Baseline.FIRST: on the first snapshot). */
    UNTRAINED("untrained"),
    /** Accuracy of the same probe on the control task (Hewitt and Liang 2019). */
    CONTROL("control"),
    /** Accuracy − control. */
    SELECTIVITY("selectivity"),
    /** Accuracy of a probe on counts of words, the floor of sentence tasks. */
    BAG_OF_WORDS("bagOfWords"),
    /** Accuracy of a probe on the sentence's length alone, the floor of sentence tasks. */
    LENGTH_ONLY("lengthOnly"),
    /** The value that the linear distance of words gives, the floor of the structural probe. */
    LINEAR_DISTANCE("linearDistance"),
    /** Accuracy on test items whose word type never occurs in the training part. */
    UNSEEN_ACCURACY("unseenAccuracy"),
    /** Number of test items whose word type never occurs in the training part. */
    UNSEEN_N("unseenN"),
    /** The lexicon floor on those items: for words the commonest training class, for pairs what one word alone says. */
    UNSEEN_LEXICON("unseenLexicon"),
    /** Mean over classes of the harmonic mean of precision and recall. */
    MACRO_F1("macroF1"),
    /** Online code length in bits (Voita and Titov 2020). */
    CODELENGTH("codelength"),
    /** Uniform code length over online code length. */
    COMPRESSION("compression"),
    /** Held-out nats gained by [layer 0 ; layer l] over layer 0 alone (Hewitt et al. 2021). */
    CONDITIONAL("conditional"),
    /** Lower end of that gain's 95% interval, by bootstrap over sentences. */
    CONDITIONAL_LOWER("conditionalLower"),
    /** Upper end of that gain's 95% interval, by bootstrap over sentences. */
    CONDITIONAL_UPPER("conditionalUpper"),
    /** Spearman's correlation of probed and true distances (DSpr) or depths (NSpr), averaged over sentence lengths 5 to 50. */
    SPEARMAN("spearman"),
    /** Lower end of DSpr's 95% interval, by bootstrap over sentences. */
    SPEARMAN_LOWER("spearmanLower"),
    /** Upper end of DSpr's 95% interval, by bootstrap over sentences. */
    SPEARMAN_UPPER("spearmanUpper"),
    /** Number of test sentences of 5 to 50 words, which DSpr is of. */
    SPEARMAN_N("spearmanN"),
    /** The same correlation for the linear distance of words, or their position: its floor. */
    LINEAR_SPEARMAN("linearSpearman"),
    /** Share of sentences whose root has the least probed depth. */
    ROOT_ACCURACY("rootAccuracy"),
    /** Lower end of that share's 95% interval, by bootstrap over sentences; exact where all roots are found or none is. */
    ROOT_LOWER("rootLower"),
    /** Upper end of that share's 95% interval, likewise. */
    ROOT_UPPER("rootUpper"),
    /** Number of test sentences with a tree, which that share is of. */
    ROOT_N("rootN"),
    /** Share of sentences whose root is the first word but punctuation: the floor of that share. */
    LINEAR_ROOT("linearRoot"),
    /** Of the geometry: share of the layer's features that have the same value in every row. */
    CONSTANT_SHARE("constantShare"),
    /** Of the geometry: 1 where the layer's rows equal those of the snapshot before to the last bit, else 0. */
    UNCHANGED("unchanged");

    private final String wireName;

    Figure(String wireName) {
        this.wireName = wireName;
    }

    /** As it stands in JSON and as a field in InfluxDB. */
    @JsonValue
    public String wireName() {
        return wireName;
    }

    /** The figure of this name; empty for one that a newer version may write. */
    public static Optional<Figure> named(String name) {
        for (Figure figure : values()) {
            if (figure.wireName.equals(name)) {
                return Optional.of(figure);
            }
        }
        return Optional.empty();
    }

    @JsonCreator
    static Figure fromJson(String name) {
        return named(name).orElseThrow(() -> new WireFormatException("unknown figure '" + name + "'"));
    }
}
