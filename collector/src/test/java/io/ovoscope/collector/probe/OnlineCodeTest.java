package io.ovoscope.collector.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OnlineCodeTest {
    private static final long SEED = 9;

    /** Sentences of four items, all of them for training but the last four items, without which there is no probe. */
    private static Split training(int count) {
        return new Split(
                IntStream.range(0, count - 4).toArray(),
                new int[0],
                IntStream.range(count - 4, count).toArray());
    }

    private static int[] fours(int count) {
        return IntStream.range(0, count).map(item -> item / 4).toArray();
    }

    private static List<CodeLength> code(Items items, Split split, int[] sentences, long seed, Target... targets) {
        try (ProbeWorkspace workspace = new ProbeWorkspace()) {
            Design design = workspace.prepare(items, split, ProbeSettings.DEFAULT.within(1e-6));
            return OnlineCode.of(design, items, List.of(targets), sentences, seed);
        }
    }

    private static CodeLength code(Items items, Labels labels, double l2) {
        int count = items.count();
        return code(items, training(count), fours(count), SEED, Target.cold(labels, l2))
                .get(0);
    }

    private static CodeLength code(int count, int classes, double signal, double l2) {
        Planted planted = Planted.of(count, 8, classes, signal, 81);
        return code(planted.items(), planted.labels(), l2);
    }

    @Test
    void isTheFormulaWithIndependentFits() {
        Planted planted = Planted.of(1204, 6, 3, 0.8, 82);
        CodeLength code = code(planted.items(), planted.labels(), 3);

        // Whole sentences of four that hold .2 %, .4 %, … of 1,200 items; .1 % and .2 % end with the same sentence.
        assertThat(code.prefixes()).containsExactly(4, 8, 12, 20, 40, 76, 152, 300, 600);
        assertThat(code.n()).isEqualTo(1200);
        assertThat(code.classes()).isEqualTo(3);
        assertThat(code.converged()).isTrue();
        double slow = SlowCode.bits(planted.items(), planted.labels(), training(1204), fours(1204), SEED, 3, code);
        assertThat(code.bits()).isCloseTo(slow, within(1e-4 * slow));
        assertThat(code.compression()).isCloseTo(1200 * Math.log(3) / Math.log(2) / slow, within(1e-3));
    }

    @Test
    void randomLabelsDoNotCompress() {
        assertThat(code(6004, 4, 0, 10).compression()).isBetween(0.97, 1.0);
        assertThat(code(6004, 2, 0, 0.1).compression()).isBetween(0.95, 1.0);
    }

    @Test
    void separableLabelsCompressStrongly() {
        assertThat(code(6004, 4, 20, 0.1).compression()).isGreaterThan(50);
    }

    @Test
    void compressionGrowsWithThePlantedSignal() {
        List<Double> compressions = IntStream.of(0, 1, 2, 4, 8)
                .mapToObj(quarters -> code(3004, 4, quarters / 4.0, 1).compression())
                .toList();

        assertThat(compressions).isSorted().doesNotHaveDuplicates();
        assertThat(compressions.get(4)).isGreaterThan(1.5 * compressions.get(0));
    }

    /** The words of a sentence have one random vector and one random label: there is nothing to learn of other sentences. */
    @Test
    void whatOnlyTheWordsOfOneSentenceShareDoesNotCompress() {
        int[] sentences = fours(1004);
        float[] vectors = Planted.normal(new Random(83), 251 * 300, 1);
        int[] labels = new Random(84).ints(251, 0, 2).toArray();
        Items items = new Items(vectors, 300, sentences);
        Target target = Target.cold(
                new Labels(IntStream.of(sentences).map(s -> labels[s]).toArray(), 2), 1);
        int[] words = IntStream.range(0, 1004).toArray();

        CodeLength bySentence =
                code(items, training(1004), sentences, SEED, target).get(0);
        CodeLength byWord = code(items, training(1004), words, SEED, target).get(0);
        assertThat(bySentence.compression()).isLessThan(1);
        assertThat(byWord.compression()).isGreaterThan(1.2);
    }

    @Test
    void tasksTogetherHaveTheLengthsTheyHaveAlone() {
        Planted planted = Planted.of(2004, 6, 4, 0.8, 84);
        int[] every = planted.labels().of().clone();
        IntStream.range(0, 2004).filter(item -> item % 11 > 2).forEach(item -> every[item] = Labels.NONE);
        Target[] targets = {
            Target.cold(planted.labels(), 3),
            Target.cold(new Labels(every, 4), 1),
            Target.cold(
                    new Labels(
                            IntStream.of(planted.labels().of()).map(k -> k % 2).toArray(), 2),
                    30)
        };
        List<CodeLength> together = code(planted.items(), training(2004), fours(2004), SEED, targets);

        List<CodeLength> alone = new ArrayList<>();
        for (Target target : targets) {
            alone.addAll(code(planted.items(), training(2004), fours(2004), SEED, target));
        }
        assertThat(together.get(1).n()).isEqualTo(546);
        assertThat(together.get(1).prefixes()).isNotEqualTo(together.get(0).prefixes());
        for (int t = 0; t < targets.length; t++) {
            assertThat(together.get(t).prefixes()).isEqualTo(alone.get(t).prefixes());
            assertThat(together.get(t).bits())
                    .isCloseTo(alone.get(t).bits(), within(1e-4 * alone.get(t).bits()));
        }
    }

    @Test
    void warmStartChangesTheTimeAndNotTheLength() {
        Planted planted = Planted.of(2004, 6, 4, 0.8, 84);
        Target cold = Target.cold(planted.labels(), 3);
        Split split = training(2004);
        try (ProbeWorkspace workspace = new ProbeWorkspace()) {
            Design design = workspace.prepare(planted.items(), split, ProbeSettings.DEFAULT.within(1e-6));
            Fit.Trained whole = (Fit.Trained) design.fit(cold);
            double warm = OnlineCode.of(design, planted.items(), List.of(cold.from(whole.weights())), fours(2004), SEED)
                    .get(0)
                    .bits();

            double bits = code(planted.items(), planted.labels(), 3).bits();
            assertThat(warm).isCloseTo(bits, within(1e-4 * bits));
        }
    }

    @Test
    void sameSeedGivesTheSameBitsAndAnotherNearlyTheSame() {
        Planted planted = Planted.of(2004, 6, 4, 0.8, 85);
        Target target = Target.cold(planted.labels(), 3);
        CodeLength code =
                code(planted.items(), training(2004), fours(2004), 1, target).get(0);
        CodeLength other =
                code(planted.items(), training(2004), fours(2004), 2, target).get(0);

        assertThat(code(planted.items(), training(2004), fours(2004), 1, target))
                .containsExactly(code);
        assertThat(other).isNotEqualTo(code);
        assertThat(other.bits()).isCloseTo(code.bits(), within(0.05 * code.bits()));
    }

    @Test
    void fewerItemsThanClassesAreCodedUniformly() {
        Planted planted = Planted.of(14, 3, 2, 1, 86);
        CodeLength code = code(planted.items(), new Labels(planted.labels().of(), 16), 1);

        assertThat(code.prefixes()).isEmpty();
        assertThat(code.bits()).isEqualTo(40);
        assertThat(code.compression()).isEqualTo(1);
        assertThat(code.converged()).isTrue();
    }

    @Test
    void noLabelsHaveNoLength() {
        Planted planted = Planted.of(104, 3, 2, 1, 86);
        CodeLength code = code(
                planted.items(), new Labels(IntStream.range(0, 104).map(i -> -1).toArray(), 2), 1);

        assertThat(code.n()).isZero();
        assertThat(code.bits()).isZero();
        assertThat(code.compression()).isNaN();
    }

    /** All labels but one are class 0: prefixes without the other know shares only. */
    @Test
    void prefixesOfOneClassAreCodedByShares() {
        Planted planted = Planted.of(804, 3, 2, 1, 87);
        CodeLength code = code(planted.items(), new Labels(new int[804], 3), 1);

        // 4 items at log2 3 each, then each block at t / (t + 2).
        assertThat(code.prefixes()).startsWith(4, 8).endsWith(200, 400);
        double bits = 4 * Math.log(3);
        List<Integer> ends = new ArrayList<>(code.prefixes());
        ends.add(800);
        for (int i = 0; i + 1 < ends.size(); i++) {
            bits += (ends.get(i + 1) - ends.get(i)) * Math.log((ends.get(i) + 2.0) / ends.get(i));
        }
        assertThat(code.bits()).isCloseTo(bits / Math.log(2), within(1e-9));
    }

    @Test
    void classThatComesLateCostsTheLogarithmOfWhatWasSeen() {
        Planted planted = Planted.of(804, 3, 2, 1, 88);
        int[] last =
                SentenceOrder.shuffled(training(804).train(), fours(804), SEED).items();
        int[] of = planted.labels().of().clone();
        double before = code(planted.items(), new Labels(of, 3), 1).bits();
        of[last[799]] = 2;
        double after = code(planted.items(), new Labels(of, 3), 1).bits();

        // 400 items and one absent class; what the label cost before is a few bits.
        assertThat(after - before).isBetween(Math.log(401) / Math.log(2) - 4, Math.log(401) / Math.log(2));
    }

    @Test
    void activationsThatAreNotNumbersHaveNoLength() {
        Planted planted = Planted.of(404, 3, 2, 1, 89);
        planted.items().parts().get(0).rows()[7] = Float.NaN;
        CodeLength code = code(planted.items(), planted.labels(), 1);

        assertThat(code.bits()).isNaN();
        assertThat(code.compression()).isNaN();
        assertThat(code.converged()).isFalse();
    }

    @Test
    void unconvergedProbesAreTold() {
        Planted planted = Planted.of(404, 3, 2, 1, 89);
        try (ProbeWorkspace workspace = new ProbeWorkspace()) {
            ProbeSettings hurried = new ProbeSettings(FeatureSpace.WHITENED, 1e-5, 1e-7, 1);
            Design design = workspace.prepare(planted.items(), training(404), hurried);
            List<Target> targets = List.of(Target.cold(planted.labels(), 1));

            assertThat(OnlineCode.of(design, planted.items(), targets, fours(404), SEED))
                    .allMatch(code -> !code.converged() && code.bits() > 0);
        }
    }
}
