package io.ovoscope.collector.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StreamedRowsTest {
    private static final long NOTHING = 0;
    private static final long EVERYTHING = Long.MAX_VALUE;

    private static Fit.Trained train(Planted planted, Target target, ProbeSettings settings, long maxResident) {
        try (ProbeWorkspace workspace = new ProbeWorkspace(maxResident)) {
            return (Fit.Trained) workspace
                    .prepare(planted.items(), planted.split(), settings)
                    .fit(target);
        }
    }

    /** Wider than the coordinates that have blocks. */
    private static Planted wide() {
        Planted words = Planted.of(2000, 90, 5, 0.6, 51);
        int[] first = IntStream.range(0, 2000).toArray();
        int[] second = IntStream.range(0, 2000).map(i -> (i * 11 + 5) % 2000).toArray();
        Items pairs = Items.pairs(words.items().parts().get(0).rows(), 90, first, second);
        return new Planted(pairs, words.labels(), words.split(), words.signal());
    }

    @ParameterizedTest
    @EnumSource(FeatureSpace.class)
    void rowsThatAreMadeAnewTrainTheProbeOfRowsThatAreKept(FeatureSpace space) {
        for (Planted planted : List.of(Planted.of(1500, 20, 4, 0.5, 52), wide())) {
            ProbeSettings settings = ProbeSettings.DEFAULT.in(space);
            Target target = Target.cold(planted.labels(), 5);
            Fit.Trained kept = train(planted, target, settings, EVERYTHING);
            Fit.Trained streamed = train(planted, target, settings, NOTHING);

            assertThat(streamed.converged()).isTrue();
            assertThat(streamed.objective()).isCloseTo(kept.objective(), within(1e-5 * kept.objective()));
            assertThat(streamed.accuracy()).isCloseTo(kept.accuracy(), within(0.0026)); // one item in 400
        }
    }

    @Test
    void streamedRowsTakeWarmStartsAndRepeatBitByBit() {
        Planted planted = wide();
        Target cold = Target.cold(planted.labels(), 5);
        Fit.Trained first = train(planted, cold, ProbeSettings.DEFAULT, NOTHING);
        Fit.Trained again = train(planted, cold, ProbeSettings.DEFAULT, NOTHING);
        Fit.Trained warm = train(planted, cold.from(first.weights()), ProbeSettings.DEFAULT, NOTHING);

        assertThat(again.weights()).isEqualTo(first.weights());
        assertThat(warm.iterations()).isLessThan(first.iterations() / 2);
        assertThat(warm.objective()).isCloseTo(first.objective(), within(1e-5 * first.objective()));
    }

    @Test
    void nativeMemoryDoesNotGrowWithStreamedItems() {
        Planted small = Planted.of(2000, 200, 3, 0.5, 53);
        Planted large = Planted.of(8000, 200, 3, 0.5, 53);
        ProbeSettings brief = new ProbeSettings(FeatureSpace.WHITENED, 1e-5, 1e-5, 2);
        long[] held = new long[2];
        Planted[] cases = {small, large};
        for (int i = 0; i < cases.length; i++) {
            try (ProbeWorkspace workspace = new ProbeWorkspace(NOTHING)) {
                workspace.prepare(cases[i].items(), cases[i].split(), brief).fit(Target.cold(cases[i].labels(), 5));
                held[i] = workspace.nativeBytes();
            }
        }

        assertThat(held[1]).isEqualTo(held[0]);
    }
}
