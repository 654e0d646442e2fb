package io.ovoscope.launcher.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.ovoscope.launcher.bench.BenchCase.Input;
import io.ovoscope.launcher.bench.BenchCase.Layer;
import io.ovoscope.launcher.bench.BenchCase.Task;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimeBoundTest {
    private static final Task TAG = new Task("Tag", "Tag", 17);
    private static final Task TAG_CONTROL = new Task("Tag control", "Tag", 17);
    private static final Task FINE = new Task("Fine", "Fine", 500);
    private static final Task KIND = new Task("Kind", "Kind", 2);
    private static final BenchCase CASE = new BenchCase(
            "demo",
            "r",
            2750,
            3000,
            64,
            List.of(new Layer(0, "x0"), new Layer(1, "block1")),
            List.of(
                    new Input("token", "words", false, 20_000, List.of(TAG, TAG_CONTROL, FINE)),
                    new Input("sentence", "sentences", false, 2_000, List.of(KIND))));

    @Test
    void withTimeEnoughAllIsKept() {
        TimeBound.Bounded bounded = new TimeBound(1_000).bound(CASE);
        assertThat(bounded.kept()).isEqualTo(CASE);
        assertThat(bounded.leftOut()).isEmpty();
    }

    @Test
    void whatTakesTooLongIsLeftOutAndWhatFollowsIsNot() {
        TimeBound.Bounded bounded = new TimeBound(30).bound(CASE);
        assertThat(bounded.leftOut()).containsExactly("Fine");
        assertThat(bounded.kept().inputs().get(0).tasks()).containsExactly(TAG, TAG_CONTROL);
        assertThat(bounded.kept().inputs().get(1).tasks()).containsExactly(KIND);
    }

    @Test
    void theFirstTaskIsAlwaysKeptAndAnInputWithoutTasksIsGone() {
        TimeBound.Bounded bounded = new TimeBound(0).bound(CASE);
        assertThat(bounded.leftOut()).containsExactly("Fine", "Kind");
        assertThat(bounded.kept().inputs()).extracting(Input::name).containsExactly("token");
    }
}
