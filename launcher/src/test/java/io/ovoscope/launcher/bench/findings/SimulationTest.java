package io.ovoscope.launcher.bench.findings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ovoscope.wire.LabelSource;
import io.ovoscope.wire.Level;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SimulationTest {
    private static final int ITEMS = 10_000;
    private static final int SNAPSHOTS = 30;
    private static final SimulatedText TEXT =
            SimulatedText.of(List.of(new SimulatedText.TaskSize("Tags", Level.MORPHOLOGY, LabelSource.GOLD, ITEMS)), 1);

    private static RealPlateau.Curve flat(double accuracy, double discordance, double designEffect) {
        PlateauModel model = PlateauModel.of(accuracy, discordance, designEffect, SimulatedText.ITEMS_PER_SENTENCE);
        SimulatedItems items = new SimulatedItems(model, TEXT, ITEMS, 1, new SplittableRandom(7));
        List<BitSet> right = new ArrayList<>();
        for (int snapshot = 0; snapshot < SNAPSHOTS; snapshot++) {
            items.move();
            right.add(items.right(0, accuracy));
        }
        return new RealPlateau.Curve(TEXT.tasks().get(0), 0, right, TEXT.sentenceOf());
    }

    @Test
    void flatCurvesHaveTheAccuracyDiscordanceAndDesignEffectAskedFor() {
        RealPlateau.Curve curve = flat(0.75, 0.06, 1.5);
        double accuracy =
                curve.right().stream().mapToInt(BitSet::cardinality).average().orElseThrow() / ITEMS;
        assertThat(accuracy).isEqualTo(0.75, within(0.01));
        assertThat(RealPlateau.discordance(curve)).isEqualTo(0.06, within(0.004));
        assertThat(RealPlateau.designEffect(curve)).isEqualTo(1.5, within(0.15));
    }

    @Test
    void independentItemsHaveNoDesignEffect() {
        assertThat(RealPlateau.designEffect(flat(0.6, 0.1, 1))).isEqualTo(1, within(0.1));
    }

    @Test
    void aPlantedDropTakesItsShareOfTheItems() {
        PlateauModel model = PlateauModel.of(0.75, 0.06, 1.5, SimulatedText.ITEMS_PER_SENTENCE);
        SimulatedItems items = new SimulatedItems(model, TEXT, ITEMS, 1, new SplittableRandom(7));
        int before = items.right(0, 0.75).cardinality();
        int after = items.right(0, 0.70).cardinality();
        assertThat((before - after) / (double) ITEMS).isEqualTo(0.05, within(0.005));
    }

    @Test
    void layersOfATaskAreWrongOnTheSameItemsMoreOftenThanByChance() {
        PlateauModel model = PlateauModel.of(0.75, 0.06, 1.5, SimulatedText.ITEMS_PER_SENTENCE);
        SimulatedItems items = new SimulatedItems(model, TEXT, ITEMS, 2, new SplittableRandom(7));
        BitSet both = items.right(0, 0.75);
        both.and(items.right(1, 0.75));
        assertThat(both.cardinality() / (double) ITEMS).isBetween(0.65, 0.75);
    }

    @Test
    void resampledPlateausAreFlatAndAsDiscordantAsTheRealOne() {
        RealPlateau.Curve curve = flat(0.75, 0.06, 1.5);
        RealPlateau plateau = RealPlateau.numbered("made up", List.of(curve));
        ResampledRun run = new ResampledRun(plateau, false, 3);
        assertThat(run.next()).hasSize(2);
        assertThat(run.probeSet().rows()).isCloseTo(ITEMS, within(ITEMS / 10));
    }
}
