package io.ovoscope.collector.probe;

import java.util.List;

/**
 * The length of a task's online code.
 *
 * @param bits {@code L}; NaN where nothing could be trained because activations are not finite
 * @param n labelled items coded
 * @param classes {@code K}, classes of the task, whether they occur or not
 * @param prefixes labelled items in each prefix that a probe was trained on, ascending; empty when no prefix had as many
 *     items as the task has classes, and the code is the uniform one
 * @param converged whether all probes did; a code without it may be longer than it need be
 */
public record CodeLength(double bits, int n, int classes, List<Integer> prefixes, boolean converged) {

    public CodeLength {
        if (bits < 0 || n < 0 || classes < 1) {
            throw new IllegalArgumentException("code of " + bits + " bits for " + n + " labels of " + classes
                    + " classes: expecting bits >= 0, n >= 0, classes >= 1");
        }
        prefixes = List.copyOf(prefixes);
    }

    /** Length of the uniform code, {@code n · log2 K}, in bits. */
    public double uniformBits() {
        return n * Math.log(classes) / Math.log(2);
    }

    /** Uniform length over online length: about 1 for random labels of equal frequency; NaN without items. */
    public double compression() {
        return uniformBits() / bits;
    }
}
