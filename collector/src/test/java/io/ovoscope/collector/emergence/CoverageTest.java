package io.ovoscope.collector.emergence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A small part of the study that decision 0017 reports; the single cell is shown to need the set. */
class CoverageTest {
    @ParameterizedTest
    @CsvSource({"1000, 3, 8", "4000, 2, 4"})
    void theSetHoldsTheTrueCellInNineteenOfTwentyRunsAndIsNotWide(int items, double widthOfHalf, double widthOfNine) {
        CoverageStudy.Case curves = new CoverageStudy.Case(items, .5, .8, .5, 40, 1, 0, 0, 0);
        List<CoverageStudy.Counts> counts = CoverageStudy.of(curves, 100, 400, 20);
        // 95 of 100 less two standard errors of that count.
        assertThat(counts).allSatisfy(count -> assertThat(count.covered).isGreaterThanOrEqualTo(91));
        assertThat(counts.get(1).cellCovered).isLessThan(75);
        assertThat(counts.get(0).medianWidth()).isLessThanOrEqualTo(widthOfHalf);
        assertThat(counts.get(1).medianWidth()).isLessThanOrEqualTo(widthOfNine);
    }
}
