package io.ovoscope.collector.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.ovoscope.collector.catalog.RunCatalog;
import io.ovoscope.wire.CurveRecord;
import io.ovoscope.wire.Health;
import io.ovoscope.wire.ProbeSet;
import io.ovoscope.wire.RunManifest;
import io.ovoscope.wire.RunStalled;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A run whose snapshots came every 100 seconds until second 500: the next is overdue 300 seconds later. */
class StallWatchTest {
    private static final String NAME = "faulty";
    private static final BrokenDataSettings SETTINGS = new BrokenDataSettings(.9, 3, 60);

    private final FaultyRun run = new FaultyRun().sound(0, 100, 200, 300, 400, 500);
    private final AgentReports reports = new AgentReports();
    private StallWatch watch = fresh();

    @BeforeEach
    void readLive() {
        reports.caughtUp();
        watch = freshSince(0);
    }

    private StallWatch fresh() {
        return new StallWatch(new OneRun(), SETTINGS, reports);
    }

    /** A watcher that has been reading since a second. */
    private StallWatch freshSince(long second) {
        StallWatch watching = fresh();
        assertThat(watching.due(Map.of(NAME, run.curves()), at(second))).isEmpty();
        return watching;
    }

    private static Instant at(long second) {
        return Instant.EPOCH.plusSeconds(1000 + second);
    }

    private List<RunStalled> due(long second) {
        return watch.due(Map.of(NAME, run.curves()), at(second));
    }

    /** What the agent says at a second. */
    private void agent(long second, long step, Map<String, Long> counters) {
        reports.take(new Health("agent-1", "agent", NAME, at(second), counters, Map.of("step", (double) step)));
    }

    @Test
    void aRunWithoutAWordFromItsAgentStallsWhenItIsOverdueAndOnce() {
        agent(500, 500, Map.of("snapshots.sent", 6L));
        assertThat(due(799)).isEmpty();
        List<RunStalled> stalls = due(800);
        assertThat(stalls)
                .containsExactly(new RunStalled(
                        NAME,
                        1,
                        500,
                        at(500),
                        at(800),
                        "No word from agent-1 for 5 minutes; training was then at step 500."));
        assertThat(due(900)).as("under way").isEmpty();
        watch.failed(stalls.get(0));
        assertThat(due(902)).as("again, since it failed").hasSize(1);
        run.records.add(stalls.get(0));
        watch = freshSince(900);
        assertThat(due(1000)).as("stored, whoever watches").isEmpty();
    }

    @Test
    void aRunWhoseAgentWasClosedNeverStalls() {
        agent(500, 500, Map.of("snapshots.sent", 6L, "training.ended", 0L));
        agent(501, 500, Map.of("snapshots.sent", 6L, "training.ended", 1L));
        assertThat(due(600)).isEmpty();
        assertThat(due(900)).isEmpty();
        watch = freshSince(9_000_000);
        assertThat(due(10_000_000)).isEmpty();
    }

    @Test
    void aNewAttemptOfAClosedRunMayStall() {
        agent(501, 500, Map.of("training.ended", 1L));
        run.resume(500);
        run.sound(510, 520);
        reports.take(new Health("agent-2", "agent", NAME, at(1520), Map.of(), Map.of("step", 520.0)));
        assertThat(due(1819)).as("not by the 1010 seconds between the attempts").isEmpty();
        assertThat(due(1820)).singleElement().satisfies(stall -> {
            assertThat(stall.attempt()).isEqualTo(2);
            assertThat(stall.why()).startsWith("No word from agent-2");
        });
    }

    @Test
    void anAgentThatLivesAndLostNothingIsWaitedFor() {
        for (long second = 500; second <= 2000; second += 10) {
            agent(second, second, Map.of("snapshots.sent", 6L));
        }
        assertThat(due(2000)).isEmpty();
    }

    @Test
    void trainingThatStandsIsToldFromAnAgentThatIsSilent() {
        for (long second = 500; second <= 800; second += 10) {
            agent(second, Math.min(second, 530), Map.of("snapshots.sent", 6L));
        }
        assertThat(due(800))
                .singleElement()
                .satisfies(stall -> assertThat(stall.why())
                        .isEqualTo("agent-1 lives, but training has stood at step 530 for 4 minutes."));
    }

    @Test
    void lossesSinceTheLastSnapshotAreCounted() {
        agent(490, 490, Map.of("snapshots.sent", 5L, "snapshots.dropped.queue-full", 1L));
        agent(510, 510, Map.of("snapshots.sent", 6L, "snapshots.dropped.queue-full", 2L));
        agent(
                799,
                799,
                Map.of("snapshots.sent", 6L, "snapshots.dropped.queue-full", 5L, "snapshots.skipped.budget", 40L));
        assertThat(due(800))
                .singleElement()
                .satisfies(stall -> assertThat(stall.why())
                        .isEqualTo(
                                "Since it last sent a snapshot it has dropped 3 for queue-full, skipped 40 for the budget"
                                        + " (overheadBudget)."));
    }

    @Test
    void anAgentThatGoesOnSendingPointsToTheCollectors() {
        agent(500, 500, Map.of("snapshots.sent", 6L));
        agent(790, 790, Map.of("snapshots.sent", 9L));
        assertThat(due(800))
                .singleElement()
                .satisfies(stall -> assertThat(stall.why())
                        .startsWith("agent-1 goes on sending (9 snapshots so far)")
                        .contains("the collectors are behind or refuse them"));
    }

    @Test
    void withoutAnAgentOnlyAWatcherThatReadLiveNotices() {
        assertThat(due(799)).isEmpty();
        assertThat(due(800))
                .singleElement()
                .satisfies(stall -> assertThat(stall.why()).startsWith("Nothing is known of an agent"));
        watch = freshSince(801);
        assertThat(due(900)).as("an old topic, read anew").isEmpty();
        assertThat(due(10_000_000)).isEmpty();
    }

    @Test
    void aStallDuringARestartOfTheWatcherIsNoticedByTheAgentsLastWord() {
        agent(510, 510, Map.of());
        watch = freshSince(90_000);
        assertThat(due(90_059)).as("snapshots may wait to be scored").isEmpty();
        assertThat(due(90_060)).hasSize(1);
    }

    @Test
    void nothingIsSaidBeforeTheAgentsWordsHaveBeenRead() {
        AgentReports unread = new AgentReports();
        watch = new StallWatch(new OneRun(), SETTINGS, unread);
        assertThat(due(700)).isEmpty();
        assertThat(due(800)).isEmpty();
        unread.caughtUp();
        assertThat(due(802)).hasSize(1);
    }

    @Test
    void aRunMayStallAgainAndTheStallBeforeIsNoPause() {
        agent(500, 500, Map.of());
        run.records.addAll(due(800));
        run.sound(5000, 5100);
        assertThat(due(5399)).isEmpty();
        assertThat(due(5400))
                .singleElement()
                .satisfies(stall -> assertThat(stall.step()).isEqualTo(5100));
    }

    @Test
    void whatWasMadeElsewhereOrExaminedAfterwardsDoesNotStall() {
        agent(500, 500, Map.of());
        run.records.removeIf(record -> record instanceof io.ovoscope.wire.CurvePoint point
                && point.task().equals("EffectiveRank"));
        assertThat(run.records).isNotEmpty();
        assertThat(due(800)).isEmpty();
        run.records.clear();
        run.at(500).replayed().close();
        assertThat(due(900)).isEmpty();
    }

    @Test
    void pausesThatGrowByAScheduleOfPowersOfTwoAreWaitedFor() {
        run.records.clear();
        run.sound(0, 100, 200, 400, 800, 1600);
        assertThat(due(800)).isEmpty();
        assertThat(due(1600 + 3 * 800 - 1)).isEmpty();
        assertThat(due(1600 + 3 * 800)).hasSize(1);
    }

    @Test
    void whatIsStoredMakesAFindingThatTheNextSnapshotEnds() {
        agent(500, 500, Map.of());
        for (RunStalled stall : due(800)) {
            run.records.add(CurveRecord.read(stall.write()));
        }
        BrokenDataFinder finder = new BrokenDataFinder(run.manifest, SETTINGS);
        assertThat(finder.in(run.curves()))
                .singleElement()
                .satisfies(finding -> assertThat(finding.id()).isEqualTo("stalled/run/500"));
        run.sound(900);
        assertThat(finder.in(run.curves()))
                .singleElement()
                .satisfies(finding -> assertThat(finding.state()).isEqualTo(io.ovoscope.wire.Finding.State.CLOSED));
    }

    private final class OneRun implements RunCatalog {
        @Override
        public Optional<RunManifest> manifest(String name) {
            return Optional.of(run.manifest);
        }

        @Override
        public boolean isDeleted(String name) {
            return false;
        }

        @Override
        public Optional<ProbeSet> probeSet(String fingerprint) {
            return Optional.empty();
        }

        @Override
        public List<RunManifest> runs() {
            return List.of(run.manifest);
        }

        @Override
        public CompletionStage<Void> readThrough() {
            return CompletableFuture.completedFuture(null);
        }
    }
}
