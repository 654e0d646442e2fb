package io.ovoscope.collector.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LayerStoryTest {
    private static final int SENTENCES = 400;
    private static final int WORDS = 5;
    private static final int N = SENTENCES * WORDS;
    private static final SentenceBootstrap BOOTSTRAP = SentenceBootstrap.seeded(1);

    private static Clusters sentences() {
        return Clusters.of(
                IntStream.range(0, N).map(item -> item / WORDS).toArray(),
                IntStream.range(0, N).toArray());
    }

    private static LayerStory story(List<@Nullable Outcomes> layers) {
        return LayerStory.of(layers, sentences(), BOOTSTRAP);
    }

    /** Items are right with this probability, independently in each layer. */
    private static Outcomes drawn(SplittableRandom random, double probability) {
        BitSet correct = new BitSet();
        IntStream.range(0, N).forEach(item -> correct.set(item, random.nextDouble() < probability));
        return new Outcomes(correct, N);
    }

    /** Of every ten items the first so many are right. */
    private static Outcomes exact(int ofTen) {
        BitSet correct = new BitSet();
        IntStream.range(0, N).forEach(item -> correct.set(item, item % 10 < ofTen));
        return new Outcomes(correct, N);
    }

    private static List<@Nullable Outcomes> drawn(long seed, double... probabilities) {
        SplittableRandom random = new SplittableRandom(seed);
        List<@Nullable Outcomes> layers = new ArrayList<>();
        Arrays.stream(probabilities).forEach(probability -> layers.add(drawn(random, probability)));
        return layers;
    }

    @Test
    void layerThatIsClearlyBestIsFoundWithCertainty() {
        LayerStory story = story(drawn(1, .5, .6, .9, .7));

        assertThat(story.best()).isEqualTo(2);
        assertThat(story.bestLower()).isEqualTo(2);
        assertThat(story.bestUpper()).isEqualTo(2);
        assertThat(story.bestShares()).containsExactly(0.0, 0.0, 1.0, 0.0);
    }

    @Test
    void layersOfEqualStrengthShareTheResamples() {
        LayerStory story = story(drawn(2, .3, .7, .7, .7));

        assertThat(story.bestShares().get(0)).isZero();
        assertThat(story.bestShares().stream().mapToDouble(share -> share).sum())
                .isCloseTo(1, within(1e-12));
        assertThat(story.bestUpper()).isGreaterThan(story.bestLower());
    }

    /** The 95% interval holds the true best layer nearly always, however the layers differ. */
    @Test
    void intervalHoldsTheTrueBestLayer() {
        int held = 0;
        for (int seed = 0; seed < 40; seed++) {
            LayerStory story =
                    LayerStory.of(drawn(seed, .60, .68, .70, .68), sentences(), new SentenceBootstrap(200, .95, seed));
            held += story.bestLower() <= 2 && story.bestUpper() >= 2 ? 1 : 0;
        }
        assertThat(held).isGreaterThanOrEqualTo(37);
    }

    @Test
    void whatLayersHaveInCommonDoesNotBlurTheBest() {
        // Layer 2 is right wherever layer 1 is, and in one item of fifty besides: unpaired, that drowns in the noise of
        // 2,000 items.
        SplittableRandom random = new SplittableRandom(3);
        BitSet common = drawn(random, .5).correct();
        BitSet more = (BitSet) common.clone();
        IntStream.range(0, N).filter(item -> item % 50 == 0).forEach(more::set);

        LayerStory story = story(List.of(exact(2), new Outcomes(common, N), new Outcomes(more, N)));

        assertThat(story.bestLower()).isEqualTo(2);
        assertThat(story.bestShares().get(2)).isEqualTo(1.0);
    }

    @Test
    void lowestOfEqualLayersIsTheBest() {
        LayerStory story = story(List.of(exact(6), exact(6), exact(6)));

        assertThat(story.best()).isZero();
        assertThat(story.bestShares()).containsExactly(1.0, 0.0, 0.0);
        assertThat(story.centre()).isEmpty();
        assertThat(story.centreInterval()).isNull();
    }

    @Test
    void centreOfGravityWeighsLayersByWhatTheyAdd() {
        // Layer 1 adds 1/10, layer 2 nothing, layer 3 adds 3/10: (1·1 + 3·3) / 4.
        LayerStory story = story(List.of(exact(2), exact(3), exact(1), exact(6), exact(6)));

        assertThat(story.centre()).hasValueCloseTo(2.5, within(1e-12));
        Interval interval = Objects.requireNonNull(story.centreInterval());
        assertThat(interval.contains(2.5)).isTrue();
        assertThat(interval.upper() - interval.lower()).isLessThan(.2);
    }

    @Test
    void centreOfOneLayerThatAddsIsThatLayer() {
        LayerStory story = story(List.of(exact(2), exact(2), exact(9)));

        assertThat(story.centre()).hasValue(2);
        assertThat(story.centreInterval()).isEqualTo(new Interval(2, 2));
    }

    @Test
    void intervalOfTheCentreHoldsTheTruth() {
        // Layer 1 adds .2 and layer 3 adds .2 in truth, layers 2 and 4 are well below.
        int held = 0;
        for (int seed = 0; seed < 40; seed++) {
            LayerStory story =
                    LayerStory.of(drawn(seed, .3, .5, .4, .7, .5), sentences(), new SentenceBootstrap(200, .95, seed));
            held += Objects.requireNonNull(story.centreInterval()).contains(2) ? 1 : 0;
        }
        assertThat(held).isGreaterThanOrEqualTo(35);
    }

    @Test
    void centreThatManyResamplesLackHasNoInterval() {
        // One item of one sentence is all that layer 1 adds: about every third resample is without it.
        BitSet more = exact(5).correct();
        more.set(9);
        LayerStory story = story(List.of(exact(5), new Outcomes(more, N)));

        assertThat(story.centre()).hasValue(1);
        assertThat(story.centreInterval()).isNull();
        assertThat(story.bestShares().get(1)).isBetween(.55, .7);
        assertThat(story.bestLower()).isZero();
    }

    @Test
    void layerWithoutAResultIsNeverTheBestAndAddsNothing() {
        List<@Nullable Outcomes> layers = new ArrayList<>(List.of(exact(2), exact(4), exact(6)));
        layers.set(1, null);
        LayerStory story = story(layers);

        assertThat(story.best()).isEqualTo(2);
        assertThat(story.bestShares()).containsExactly(0.0, 0.0, 1.0);
        assertThat(story.centre()).hasValue(2);
    }

    @Test
    void withoutLayerZeroThereIsNoCentre() {
        List<@Nullable Outcomes> layers = new ArrayList<>(List.of(exact(2), exact(4), exact(6)));
        layers.set(0, null);

        assertThat(story(layers).centre()).isEmpty();
        assertThat(story(layers).best()).isEqualTo(2);
    }

    @Test
    void withoutAnyResultThereIsNoStory() {
        List<@Nullable Outcomes> none = new ArrayList<>();
        none.add(null);

        assertThatThrownBy(() -> story(none)).hasMessageContaining("no layer has a result");
    }

    @Test
    void sameSeedTellsTheSameStory() {
        assertThat(story(drawn(5, .5, .6, .6))).isEqualTo(story(drawn(5, .5, .6, .6)));
    }
}
