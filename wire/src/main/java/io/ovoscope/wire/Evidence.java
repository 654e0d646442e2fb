package io.ovoscope.wire;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a point's figures were computed from, so that steps can be compared item by item. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Evidence.Items.class, name = "items"),
    @JsonSubTypes.Type(value = Evidence.Scalar.class, name = "scalar"),
    @JsonSubTypes.Type(value = Evidence.Missing.class, name = "missing")
})
public sealed interface Evidence {
    /**
     * Which test items the probe labelled rightly. Items are the task's labelled items of the test split, in probe-set order.
     *
     * @param itemSet names the items: points of equal item set may be compared item by item
     * @param n number of items
     * @param correct bit i: item i was labelled rightly
     * @param controlCorrect the same for the control task, where there is one
     */
    record Items(
            String itemSet, int n, BitSet correct, @Nullable BitSet controlCorrect) implements Evidence {
        public Items {
            Checks.present("evidence of items", "itemSet", itemSet);
            Checks.present("evidence of items", "correct", correct);
            Checks.atLeast("n", n, 1);
            correct = (BitSet) correct.clone();
            controlCorrect = controlCorrect == null ? null : (BitSet) controlCorrect.clone();
            if (correct.length() > n || (controlCorrect != null && controlCorrect.length() > n)) {
                throw new WireFormatException("correctness of more than the n = " + n + " items of set " + itemSet);
            }
        }

        @Override
        public BitSet correct() {
            return (BitSet) correct.clone();
        }

        @Override
        public @Nullable BitSet controlCorrect() {
            return controlCorrect == null ? null : (BitSet) controlCorrect.clone();
        }
    }

    /**
     * A number that is no share of items.
     *
     * @param perSentence the sentences' contributions in probe-set order; empty where the number has none
     */
    record Scalar(double value, List<Double> perSentence) implements Evidence {
        public Scalar {
            Checks.present("scalar evidence", "perSentence", perSentence);
            perSentence = List.copyOf(perSentence);
        }
    }

    /** There is a layer, but no result: the step is complete and the point says why. */
    record Missing(Reason reason, String detail) implements Evidence {
        public Missing {
            Checks.present("missing evidence", "reason", reason);
            Checks.present("missing evidence", "detail", detail);
        }
    }

    /** Why there is no result. */
    enum Reason {
        /** The layer holds NaN or infinite activations. */
        NON_FINITE,
        /** The task cannot be probed, for example because training items are of one class. */
        NOT_PROBEABLE,
        /** The layer's rows did not all arrive. */
        INCOMPLETE
    }
}
