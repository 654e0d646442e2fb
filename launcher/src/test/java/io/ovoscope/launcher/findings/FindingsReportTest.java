package io.ovoscope.launcher.findings;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.ovoscope.launcher.terminal.Terminal;
import io.ovoscope.wire.BrokenData;
import io.ovoscope.wire.Finding;
import io.ovoscope.wire.Regression;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FindingsReportTest {
    private static final Terminal WIDE = new Terminal(false, 1000, 24, false, true);
    private static final Terminal ASCII = new Terminal(false, 1000, 24, false, false);

    private static List<String> ids(List<Finding> findings) {
        return findings.stream().map(Finding::id).toList();
    }

    private static StandingFindings of(Finding... findings) {
        return new StandingFindings(SampleFindings.manifest(), List.of(findings));
    }

    @Test
    void openIncidentsStandFirstAndNotesLast() {
        assertThat(ids(SampleFindings.all().all()))
                .startsWith(
                        "regression/UPOS/1750", "regression/WC/1750", "loss-not-finite/run/2000", "regression/WC/1000")
                .endsWith("emergence-order", "under-powered/WC");
    }

    @Test
    void theTablesTellEverythingAPersonNeeds() {
        assertThat(FindingsReport.lines(SampleFindings.all(), WIDE))
                .containsExactly(
                        "Run a/run: OPEN: 1 regression, 1 probe-suspected, 1 broken-data.",
                        "",
                        "What went wrong",
                        "state   kind             task  layer      steps      from, to     how sure  verdict, or what was seen"
                                + "  last good checkpoint",
                        "──────  ───────────────  ────  ─────────  ─────────  ───────────  ────────  ─────────────────────────"
                                + "  ─────────────────────────",
                        "OPEN    regression       UPOS  block1 +1  1750–      .570 → .480  p 3e-12   MODEL_REGRESSED"
                                + "            step 1500: /ckpt/step.zip",
                        "OPEN    regression       WC    block1 +1  1750–      .570 → .480  p 3e-12   PROBE_SUSPECTED"
                                + "            step 1500: /ckpt/step.zip",
                        "OPEN    loss-not-finite  -     all        2000–      -            -         The training loss is NaN.  -",
                        "closed  regression       WC    block1 +1  1000–1250  .570 → .480  p 3e-12   PROBE_SUSPECTED"
                                + "            step 750: /ckpt/step.zip",
                        "",
                        "What came up, and between which steps",
                        "task  layer      from, to      t50     95%      t90      95%  above untrained, control  known after"
                                + "  above the lexicon",
                        "────  ──────  ───────────  ───────  ──────  ───────  ───────  ────────────────────────  ───────────"
                                + "  ─────────────────",
                        "UPOS  best    .250 → .750  128–256  64–256  256–512  128–512                    64–128    128 steps"
                                + "                  -",
                        "WC    block1  .250 → .750   64–128  32–128        -        -                         -            -"
                                + "                  -",
                        "",
                        "In which order",
                        "WC < UPOS = SentLen",
                        "expected: WC < UPOS; Kendall's tau 1.000 (95%: .500 to 1.000) over the 2 tasks in both",
                        "",
                        "Too few test items to see the drop that is watched for",
                        "task  has n  needs n  for a drop of  discordance  design effect",
                        "────  ─────  ───────  ─────────────  ───────────  ─────────────",
                        "WC      176    3,134     1.0 points         .040           1.50");
    }

    @Test
    void theSummaryTellsIncidentsAndEachTaskOnceInTheOrderInWhichTheyCameUp() {
        Finding everywhere = SampleFindings.emergence("UPOS", 1, .5, 8, 16);
        java.util.List<Finding> findings =
                new java.util.ArrayList<>(SampleFindings.all().all());
        findings.add(0, everywhere);
        findings.add(everywhere);
        assertThat(FindingsSummary.lines(new StandingFindings(SampleFindings.manifest(), findings), WIDE))
                .hasSize(6 + 2 + 4)
                .anyMatch(line -> line.startsWith("OPEN    regression       UPOS"))
                .contains("2 of 2 tasks have emerged, half of the gain and nine tenths of it between these steps:")
                .endsWith(
                        "WC    block1  .250 → .750   64–128  32–128        -        -",
                        "UPOS  best    .250 → .750  128–256  64–256  256–512  128–512");
        assertThat(FindingsSummary.lines(of(), WIDE))
                .containsExactly(
                        "Nothing went wrong: no regression was found, and no broken data.",
                        "",
                        "0 of 2 tasks have emerged.");
    }

    @Test
    void aTerminalWithoutUnicodeIsShownNone() {
        assertThat(FindingsReport.lines(SampleFindings.all(), ASCII))
                .allMatch(line -> line.chars().allMatch(c -> c < 128))
                .anyMatch(line -> line.contains(".570 -> .480"));
    }

    @Test
    void nothingFoundAndNothingOpenAreSaid() {
        assertThat(FindingsReport.lines(of(), WIDE)).containsExactly("Run a/run: no findings.");
        assertThat(FindingsReport.lines(of(SampleFindings.underPowered("WC")), WIDE))
                .startsWith("Run a/run: nothing is open.");
    }

    @Test
    void filtersKeepWhatConcernsEveryTask() {
        StandingFindings upos = SampleFindings.all().ofTasks(Set.of("UPOS"));
        assertThat(ids(upos.all()))
                .containsExactly(
                        "regression/UPOS/1750",
                        "loss-not-finite/run/2000",
                        "emergence-t50/UPOS/best",
                        "emergence-t90/UPOS/best",
                        "online/UPOS/best");
        assertThat(ids(SampleFindings.all()
                        .ofKinds(Set.of(FindingKind.UNDER_POWERED, FindingKind.EMERGENCE_ORDER))
                        .all()))
                .containsExactly("emergence-order", "under-powered/WC");
    }

    @Test
    void whatAPipelineStopsOnIsOpenAndOfTheVerdictAskedFor() {
        StandingFindings all = SampleFindings.all();
        assertThat(ids(FailOn.REGRESSION.open(all))).containsExactly("regression/UPOS/1750");
        assertThat(ids(FailOn.PROBE_SUSPECTED.open(all))).containsExactly("regression/WC/1750");
        assertThat(ids(FailOn.BROKEN_DATA.open(all))).containsExactly("loss-not-finite/run/2000");
        StandingFindings over = of(
                SampleFindings.regression("UPOS", 1750, Regression.Verdict.MODEL_REGRESSED, 2000L),
                SampleFindings.broken(BrokenData.Kind.STALLED, 5, 6L));
        assertThat(FailOn.values()).allMatch(kind -> kind.open(over).isEmpty());
    }

    @Test
    void everyKindHasTheNameThatStandsOnTheWire() throws Exception {
        for (Finding finding : SampleFindings.all().all()) {
            JsonNode node = JsonMapper.builder().build().readTree(finding.write());
            assertThat(node.path("finding").asText())
                    .isEqualTo(FindingKind.of(finding).toString());
        }
        assertThat(SampleFindings.all().all().stream().map(FindingKind::of)).contains(FindingKind.values());
    }

    @Test
    void theDocumentForMachinesHoldsTheRecordsAndWhatFollowsFromThem() throws Exception {
        String text = FindingsJson.of(SampleFindings.all(), 7);
        assertThat(text.chars()).allMatch(c -> c < 128);
        JsonNode document = JsonMapper.builder().build().readTree(text);
        assertThat(document.path("schema").asText()).isEqualTo("ovoscope.findings/1");
        assertThat(document.path("run").asText()).isEqualTo("a/run");
        assertThat(document.path("lagRecords").asInt()).isEqualTo(7);
        assertThat(document.path("imported").asBoolean()).isFalse();
        assertThat(document.path("open").toString())
                .isEqualTo("{\"regression\":1,\"probe-suspected\":1,\"broken-data\":1}");
        assertThat(document.path("findings")).hasSize(10);
        JsonNode first = document.path("findings").path(0);
        assertThat(first.path("finding").asText()).isEqualTo("regression");
        assertThat(first.path("id").asText()).isEqualTo("regression/UPOS/1750");
        assertThat(first.path("state").asText()).isEqualTo("open");
        assertThat(first.path("verdict").asText()).isEqualTo("MODEL_REGRESSED");
        assertThat(first.path("drops").path(0).path("accuracy").asDouble()).isEqualTo(.48);
        assertThat(first.has("schema")).isFalse();
    }
}
