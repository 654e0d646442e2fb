package io.ovoscope.launcher.bench.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ovoscope.launcher.bench.Estimate;
import io.ovoscope.launcher.terminal.Terminal;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AgentReportTest {
    /** The warming up is slow, and does not count. */
    private static Measured measured(double shareOfAgent) {
        List<Turn> turns = new ArrayList<>();
        for (int round = 0; round <= 10; round++) {
            double slow = round == 0 ? 100 : 1;
            double bare = slow * (1 + 0.1 * round);
            turns.add(new Turn(Side.BARE, round, 100, 100 * bare, 0, List.of(), 0, 0));
            turns.add(new Turn(Side.AGENT_BUDGET, round, 50, 50 * bare / (1 - shareOfAgent), 0.1, List.of(12.0), 1, 0));
            turns.add(new Turn(Side.COPY, round, 100, 100 * bare, 0, List.of(8.0, 10.0, 12.0), 0, 0));
        }
        return new Measured(Size.SMALL, 1_046_528, 500, new Ending(200, 0.3, 20), turns);
    }

    @Test
    void shareIsWhatStepsTakeLongerThanBareOnes() {
        Estimate share = new Costs(measured(0.015)).share(Side.AGENT_BUDGET);

        assertThat(share.value()).isEqualTo(0.015, within(1e-12));
        assertThat(share.low()).isEqualTo(0.015, within(1e-12));
    }

    @Test
    void lastLineTellsTheWorseNetwork() {
        String line = AgentReport.lastLine(
                List.of(new AgentReport(measured(0.015), List.of()), new AgentReport(measured(0.031), List.of())));

        assertThat(line)
                .isEqualTo("agent: 3.1% of training time at a budget of 2%, 1.20 times the parameter copy on the"
                        + " training thread");
    }

    @Test
    void targetsAreToldWithTheirIntervals() {
        String text = String.join(
                "\n", new AgentReport(measured(0.031), List.of()).lines(new Terminal(false, 200, 50, false, false)));

        assertThat(text)
                .contains("target X <= 2.0: 3.10, 95% interval 3.10 to 3.10, over 10 snapshots of 2,144 tokens: missed")
                .contains("target Y <= 1.5: 1.20, 95% interval 1.20 to 1.20: met")
                .contains("computed for 1.5% of the time of the forward passes");
    }

    @Test
    void orderCrossesTheCommandLine() {
        Order order = new Order(Size.LARGE, 3, List.of(Side.values()), "127.0.0.1:1", "/scratch", "/result");
        assertThat(Order.parse(order.text())).isEqualTo(order);
    }

    @Test
    void networksHaveTheSizesThatTheyAreCalledBy() {
        assertThat(new Trained(Size.SMALL).parameters().length()).isBetween(900_000L, 1_200_000L);
    }

    @Test
    void snapshotsHaveTheTokensThatAreAskedFor() {
        assertThat(MadeProbes.TOKENS).isGreaterThanOrEqualTo(2_048);
        assertThat(MadeProbes.of(Size.SMALL).corpus().set().rows()).isGreaterThanOrEqualTo(2_048);
    }
}
