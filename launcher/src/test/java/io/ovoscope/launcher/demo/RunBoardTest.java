package io.ovoscope.launcher.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.ovoscope.launcher.terminal.ProbeRow;
import io.ovoscope.wire.CurvePoint;
import io.ovoscope.wire.Figure;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RunBoardTest {
    private static Map<Figure, Double> accuracy(double value) {
        return Map.of(Figure.ACCURACY, value);
    }

    @Test
    void pointsOfOtherRunsAreNotItsOwn() {
        RunBoard board = new RunOfOurOwn().manifest().pointOfAnotherRun().board();
        assertThat(board.points()).isZero();
    }

    @Test
    void aStepScoredAgainReplacesThePoint() {
        RunBoard board = new RunOfOurOwn()
                .manifest()
                .point("UPOS", 0, 8, accuracy(.4))
                .point("UPOS", 0, 8, accuracy(.5))
                .point("UPOS", 0, 2, accuracy(.3))
                .board();
        assertThat(board.curve("UPOS", 0)).extracting(CurvePoint::step).containsExactly(2L, 8L);
        assertThat(board.newest("UPOS", 0).orElseThrow().headline()).hasValue(.5);
    }

    @Test
    void recordsLostBeforeTheRunAreNotItsOwn() {
        assertThat(new RunOfOurOwn()
                        .health("collector-a", -1, 7)
                        .manifest()
                        .health("collector-b", 5, 3)
                        .health("collector-b", 10, 12)
                        .health("collector-c", 10, 100)
                        .board()
                        .lostRecords())
                .isEqualTo(112);
    }

    @Test
    void aSnapshotIsToldOnceWithTheTasksAboveEveryFloor() {
        RunOfOurOwn run = new RunOfOurOwn()
                .manifest()
                .point("UPOS", 0, 8, Map.of(Figure.ACCURACY, .9, Figure.LOWER, .8, Figure.LEXICON, .7))
                .point("UPOS", 1, 8, Map.of(Figure.ACCURACY, .95, Figure.LOWER, .65, Figure.LEXICON, .7))
                .point("GlossPOS", 1, 8, Map.of(Figure.ACCURACY, .9, Figure.LOWER, .8, Figure.MAJORITY, .8));
        SnapshotNews news = new SnapshotNews(run.board());
        assertThat(news.lines()).isEmpty();
        run.closed(8);
        assertThat(news.lines()).containsExactly("probed: step 8, 4 points; above every floor: UPOS .900");
        assertThat(news.lines()).isEmpty();
        run.expired(16, 3);
        assertThat(news.lines()).containsExactly("probed: step 16, 3 points of 4 expected; above every floor: no task");
    }

    @Test
    void closedStepsAreCountedOnce() {
        assertThat(new RunOfOurOwn().closed(1).closed(2).closed(1).board().closed())
                .containsOnlyKeys(1L, 2L);
    }

    @Test
    void theTerminalShowsTheBestLayerOfTheNewestStep() {
        RunBoard board = new RunOfOurOwn()
                .manifest()
                .point("UPOS", 0, 8, accuracy(.9))
                .point("UPOS", 0, 16, accuracy(.6))
                .point("UPOS", 1, 16, accuracy(.7))
                .board();
        List<ProbeRow> rows = NewestScores.of(board);
        assertThat(rows).singleElement().satisfies(row -> {
            assertThat(row.task()).isEqualTo("UPOS silver");
            assertThat(row.layer()).isEqualTo("block1");
            assertThat(row.score()).isEqualTo(.7);
        });
    }
}
