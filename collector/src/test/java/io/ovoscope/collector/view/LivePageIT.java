package io.ovoscope.collector.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.interactions.Actions;

/** The page in a real browser. Every test ends with a console without complaints and no request to anybody else. */
@Timeout(120)
class LivePageIT {
    private static final String HOSTILE = "<img src=x onerror=\"document.title='owned'\">";

    private final CurveStore store = new CurveStore(100_000);
    private final ViewServer server = ViewServer.start(store, ViewSettings.defaults(), Clock.systemUTC());
    private final SampleRun sample = new SampleRun("glosses", Instant.now().minusSeconds(160));

    @TempDir
    private static Path profile;

    private static Chromium page;

    @BeforeAll
    static void startBrowser() {
        assumeTrue(
                Chromium.isInstalled(),
                "/usr/bin/chromium or /usr/bin/chromedriver is missing (Debian: chromium, chromium-driver)");
        page = new Chromium(profile, 1280, 1600); // cards far below the screen are not drawn
    }

    @AfterAll
    static void stopBrowser() {
        if (page != null) {
            page.close();
        }
    }

    @AfterEach
    void theBrowserHasNothingToComplainAboutAndAskedNobodyElse() {
        List<String> complaints = page.complaints();
        List<String> requests = page.requests();
        page.driver().get("about:blank");
        server.close();
        page.complaints();
        page.requests();
        assertThat(complaints).isEmpty();
        assertThat(requests)
                .isNotEmpty()
                .allMatch(address -> address.startsWith(server.address().toString()));
    }

    private void open() {
        page.driver().get(server.address().toString());
    }

    private void openTheWholeRun() throws InterruptedException {
        store.caughtUp();
        sample.feed(store);
        open();
        page.waitFor("document.querySelectorAll('.card canvas').length === "
                + SampleRun.taskNames().size());
    }

    private String rowsOfNumbers(String task) {
        page.evaluate("document.querySelector('[data-task=" + task + "] .all-numbers').open = true");
        return "document.querySelectorAll('[data-task=" + task + "] .numbers tbody tr').length";
    }

    @Test
    void itSaysWhatItWaitsFor() throws InterruptedException {
        open();
        page.waitFor("document.querySelector('#notice').textContent.startsWith('Reading the topics')");
        store.caughtUp();
        page.waitFor("document.querySelector('#notice').textContent.startsWith('Waiting for a run')");
        store.put(sample.manifest());
        page.waitFor("document.querySelector('#notice').textContent.startsWith('Waiting for the first snapshot')");
        assertThat(page.text("#state")).isEqualTo("silent");
        sample.feed(store, 0);
        page.waitFor("document.querySelector('#notice').hidden");
        page.waitFor("document.querySelector('[data-task=UPOS] .verdict').textContent.includes('Step 0 only')");
    }

    @Test
    void geometryHasCardsAsSoonAsItsFirstPointComes() throws InterruptedException {
        openTheWholeRun();
        assertThat(page.evaluate("document.querySelectorAll('[data-task=EffectiveRank]').length"))
                .isEqualTo(0L);
        for (long step : SampleRun.STEPS) {
            SampleGeometry.points(sample, step).forEach(store::put);
        }
        page.waitFor("document.querySelectorAll('.card').length === "
                + (SampleRun.taskNames().size() + SampleGeometry.NAMES.size()));
        page.waitFor(
                "document.querySelector('[data-task=EffectiveRank] .verdict').textContent.includes('at step 0 it was 45.0')");
        assertThat(page.text(".overview-table")).contains("geometry").contains("EffectiveRank");
    }

    @Test
    void aCardTellsWhereInTheModelItsTaskStands() throws InterruptedException {
        openTheWholeRun();
        for (long step : SampleRun.STEPS) {
            SampleProfiles.of(sample, step).forEach(store::put);
        }
        page.waitFor("document.querySelectorAll('[data-task=UPOS] canvas').length === 2");
        assertThat(page.text("[data-task=UPOS] .story-said"))
                .isEqualTo("Now: best layer block3 (95%: block3), centre of gravity 2.40 [2.20, 2.60].");
        assertThat(page.text("[data-task=WC] .story-said")).contains("no layer adds anything to layer 0");
        assertThat(page.text(".overview-table")).contains("2.40").contains("embedding to block1");
    }

    @Test
    void aLargeRunIsReadWithinSecondsAndDrawnWhereItIsLookedAt() throws InterruptedException {
        store.caughtUp();
        new WideRun(sample).feed(store);
        long begun = System.nanoTime();
        open();
        int rows = WideRun.TASKS + SampleGeometry.NAMES.size();
        page.waitFor("document.querySelectorAll('.overview-table .spark').length === " + rows);
        page.waitFor("document.querySelectorAll('.card canvas').length > 0");
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(10));
        assertThat(page.evaluate("document.querySelectorAll('.card canvas').length < " + rows))
                .isEqualTo(true);
        page.evaluate("document.querySelector('[data-task=CkaLayer0]').scrollIntoView()");
        page.waitFor("document.querySelectorAll('[data-task=CkaLayer0] canvas').length > 0");
    }

    @Test
    void everyFigureOfAProbeStandsInItsListBesideItsFloor() throws InterruptedException {
        openTheWholeRun();
        page.evaluate("document.querySelector('[data-task=UPOS] .figures').parentElement.open = true");
        page.waitFor("document.querySelectorAll('[data-task=UPOS] .figures dt').length > 1");
        assertThat(page.text("[data-task=UPOS] .figures"))
                .containsPattern("unseen words\\d\\d\\.\\d%, n = 540, lexicon 38\\.8%")
                .contains("convergedyes")
                .contains("iterations30");
    }

    @Test
    void aTaskOfTheOverviewTakesTheKeyboardToItsCard() throws InterruptedException {
        openTheWholeRun();
        page.evaluate("document.querySelector('.overview-table a[href=\"#task-GlossPOS\"]').click()");
        page.waitFor("document.activeElement.dataset.task === 'GlossPOS'");
        assertThat(page.text("[data-task=GlossPOS] caption")).isNotEmpty();
    }

    @Test
    void theOverviewHasARowForEveryTaskUnderItsLevel() throws InterruptedException {
        openTheWholeRun();
        page.waitFor("document.querySelectorAll('.overview-table .spark').length === "
                + SampleRun.taskNames().size());
        assertThat(page.text(".overview-table"))
                .contains("semantics")
                .contains("GlossPOS")
                .contains("bag of words");
        page.evaluate("document.querySelector('input[name=level][value=semantics]').click()");
        page.waitFor("!document.querySelector('.overview-table').textContent.includes('GlossPOS')");
    }

    @Test
    void pointsArriveWhileThePageIsOpen() throws InterruptedException {
        store.caughtUp();
        store.put(sample.manifest());
        open();
        page.waitFor("document.querySelector('#connection').textContent === 'live'");
        page.evaluate("window.sameCard = document.querySelector('[data-task=PrevPOS]')");
        for (long step : List.of(0L, 1L, 2L, 4L)) {
            sample.feed(store, step);
        }
        page.waitFor(rowsOfNumbers("PrevPOS") + " === 4");
        page.evaluate("window.sameCanvas = document.querySelector('[data-task=PrevPOS] canvas')");
        for (long step : SampleRun.STEPS.subList(4, SampleRun.STEPS.size())) {
            sample.feed(store, step);
            Thread.sleep(30);
        }
        sample.findings().forEach(store::put);
        page.waitFor(rowsOfNumbers("PrevPOS") + " === " + SampleRun.STEPS.size());
        page.waitFor("document.querySelector('.emergence-table').textContent.includes('(362, 442]')");
        page.waitFor("document.querySelector('#facts').textContent.includes('1,581')");
        assertThat(page.text("[data-task=PrevPOS] .verdict")).contains("Above every floor: block3");
        assertThat(page.text("#facts")).contains("3.680").contains("25");
        assertThat(page.evaluate("window.sameCanvas === document.querySelector('[data-task=PrevPOS] canvas')"
                        + " && window.sameCard === document.querySelector('[data-task=PrevPOS]')"))
                .isEqualTo(true);
    }

    @Test
    void findingsArriveWhileThePageIsOpenTheOpenOnesAboveEverything() throws InterruptedException {
        openTheWholeRun();
        page.waitFor("document.querySelector('#connection').textContent === 'live'");
        assertThat(page.evaluate(
                        "document.querySelector('#banner').hidden && document.querySelector('#findings').hidden"))
                .isEqualTo(true);
        sample.incidents().forEach(store::put);
        page.waitFor("document.querySelectorAll('#findings .finding').length === 3");
        assertThat(page.text("#banner"))
                .contains("One finding is open:")
                .contains("lost GlossPOS: from 88.3% to 84.2% since step 892");
        assertThat(page.text("#findings .finding")).contains("critical").contains("Last good checkpoint: step 442");
        assertThat(page.text("[data-task=GlossPOS] .incident")).contains("lost GlossPOS");
        assertThat(page.evaluate("document.querySelector('[data-task=PrevPOS] .incident').hidden"))
                .isEqualTo(true);
        page.waitFor("document.querySelector('.overview-table .lost').textContent.includes('GlossPOS')");
        page.evaluate("document.querySelector('#banner a').click()");
        page.waitFor("document.querySelector('#findings .finding').open");
        store.deleteFinding("glosses", sample.incidents().get(0).key());
        page.waitFor("document.querySelector('#banner').hidden");
        assertThat(page.evaluate("document.querySelectorAll('#findings .finding').length"))
                .isEqualTo(2L);
    }

    @Test
    void marksSayWhereThingsHappened() throws InterruptedException {
        store.caughtUp();
        sample.incidents().forEach(store::put);
        openTheWholeRun();
        Object found = page.driver()
                .executeAsyncScript(
                        "const done = arguments[0]; Promise.all([import('/js/marks.js'), import('/js/run.js'),"
                                + " fetch('/api/runs').then((answer) => answer.json())]).then(async ([marks, { Run }, { runs }]) => {"
                                + " const run = new Run(await (await fetch(`/api/runs/${runs[0].id}`)).json());"
                                + " const of = marks.marksOf(run, { name: 'PrevPOS' }, { chosen: null, best: 3 }, false);"
                                + " done({ loss: of.incidents.filter((one) => one.isLoss), cell: of.cell, set: of.set,"
                                + " broken: of.incidents.filter((one) => !one.isLoss).length }); })");
        assertThat(found)
                .isEqualTo(Map.of(
                        "loss", List.of(Map.of("from", 442L, "to", 724L, "colour", "accent", "isLoss", true)),
                        "cell", Map.of("from", 362L, "to", 442L),
                        "set", Map.of("from", 256L, "to", 512L),
                        "broken", 1L));
    }

    @Test
    void tasksAtTheirFloorAreSaidToBe() throws InterruptedException {
        openTheWholeRun();
        assertThat(page.text("[data-task=UPOS] .verdict"))
                .contains("At its floor")
                .contains("not clearly above lexicon 85.0%")
                .contains("It does clear untrained");
        assertThat(page.text("[data-task=BShift] .verdict")).contains("It clears no floor");
        assertThat(page.text("[data-task=UPOS] .badges"))
                .contains("silver")
                .contains("morphology")
                .contains("7,600");
        assertThat(page.text("[data-task=GlossPOS] .badges")).contains("gold");
        assertThat(page.text("[data-task=GlossPOS] .floors"))
                .contains("bag of words")
                .doesNotContain("control");
        assertThat(page.text("#about")).contains("skipped: Tense").contains("one class only");
    }

    @Test
    void aMissingResultIsMarked() throws InterruptedException {
        openTheWholeRun();
        assertThat(page.evaluate("document.querySelectorAll('[data-task=WC] .heat .no-result').length"))
                .isEqualTo(1L);
        page.waitFor(rowsOfNumbers("WC") + " === 25");
        assertThat(page.text("[data-task=WC] .numbers")).contains("×");
    }

    @Test
    void axisLayerLevelAndHeatMapAreChosen() throws InterruptedException {
        openTheWholeRun();
        page.evaluate("document.querySelector('input[name=axis][value=linear]').click()");
        page.evaluate("document.querySelector('input[name=layer][value=\"1\"]').click()");
        page.waitFor("document.querySelector('[data-task=UPOS] .floors').textContent.includes('untrained (block1)')");
        page.evaluate("document.querySelector('input[name=measure][value=selectivity]').click()");
        page.waitFor("document.querySelector('[data-task=UPOS] .heat caption').textContent.startsWith('selectivity')");
        assertThat(page.text("[data-task=GlossPOS] .heat-scale")).contains("a sentence task has no control");
        page.evaluate("document.querySelector('input[name=level][value=context]').click()");
        page.waitFor("document.querySelector('[data-task=PrevPOS]').hidden");
        assertThat(page.text(".emergence-table")).doesNotContain("PrevPOS").contains("UPOS");
    }

    @Test
    void stepZeroHasItsPlaceOnTheLogarithmicAxis() throws InterruptedException {
        openTheWholeRun();
        Object found = page.driver()
                .executeAsyncScript("const done = arguments[0]; import('/js/steps.js').then((steps) => done({"
                        + "x: [0, 1, 2, 8].map((step) => steps.toX(step, true)),"
                        + "back: [0, 1, 2, 4].map((x) => steps.toStep(x, true)),"
                        + "ticks: steps.logTicks(11.6, 20).map((x) => steps.toStep(x, true)).slice(0, 5),"
                        + "few: steps.logTicks(20, 5).length,"
                        + "linear: steps.linearTicks(1581, 8)}))");
        assertThat(found)
                .isEqualTo(Map.of(
                        "x", List.of(0L, 1L, 2L, 4L),
                        "back", List.of(0L, 1L, 2L, 8L),
                        "ticks", List.of(0L, 1L, 2L, 4L, 8L),
                        "few", 6L,
                        "linear", List.of(0L, 200L, 400L, 600L, 800L, 1000L, 1200L, 1400L)));
    }

    @Test
    void hoveringShowsValuesIntervalsAndFloors() throws InterruptedException {
        openTheWholeRun();
        new Actions(page.driver())
                .moveToElement(page.driver().findElement(By.cssSelector("[data-task=UPOS] .u-over")))
                .perform();
        page.waitFor("!document.querySelector('.tooltip').hidden");
        assertThat(page.text(".tooltip"))
                .contains("UPOS, step")
                .contains("embedding")
                .containsPattern("\\[\\d\\d\\.\\d, \\d\\d\\.\\d%]")
                .contains("lexicon85.0%")
                .containsPattern(
                        "never seen in training the probe: \\d\\d\\.\\d% \\(n = 540\\), lexicon on them 38\\.8%")
                .contains("control");
    }

    @Test
    void arrowKeysMoveFromSnapshotToSnapshot() throws InterruptedException {
        openTheWholeRun();
        WebElement chart = page.driver().findElement(By.cssSelector("[data-task=UPOS] .chart"));
        chart.sendKeys(Keys.ARROW_LEFT);
        page.waitFor("document.querySelector('.tooltip').textContent.startsWith('UPOS, step 1,581')");
        chart.sendKeys(Keys.ARROW_LEFT);
        page.waitFor("document.querySelector('.tooltip').textContent.startsWith('UPOS, step 1,448')");
    }

    @Test
    void aHostileRunNameIsShownAsText() throws InterruptedException {
        store.caughtUp();
        new SampleRun(HOSTILE, Instant.now()).feed(store);
        new SampleRun("older", Instant.now().minusSeconds(900)).feed(store);
        open();
        page.waitFor("document.querySelectorAll('#run option').length === 2");
        assertThat(page.text("#run option:checked")).isEqualTo(HOSTILE);
        page.waitFor("document.querySelectorAll('.card canvas').length > 0");
        assertThat(page.evaluate("document.querySelectorAll('img:not([src=\"/egg.svg\"])').length"))
                .isEqualTo(0L);
        assertThat(page.driver().getTitle()).isEqualTo(HOSTILE + " · Ovoscope");
    }

    @Test
    void anotherRunIsPicked() throws InterruptedException {
        store.caughtUp();
        sample.feed(store);
        SampleRun older = new SampleRun("a/b older", Instant.now().minusSeconds(900));
        store.put(older.manifest());
        older.feed(store, 0);
        open();
        page.waitFor("document.querySelector('#facts').textContent.includes('1,581')");
        page.evaluate("(() => { const run = document.querySelector('#run'); run.value = run.options[1].value;"
                + " run.dispatchEvent(new Event('change')); })()");
        page.waitFor("document.title === 'a/b older · Ovoscope'");
        page.waitFor("document.querySelector('[data-task=UPOS] .verdict').textContent.includes('Step 0 only')");
        older.feed(store, 1);
        page.waitFor(rowsOfNumbers("UPOS") + " === 2");
    }

    @Test
    void aDeletedRunLeavesThePage() throws InterruptedException {
        store.caughtUp();
        sample.feed(store);
        new SampleRun("older", Instant.now().minusSeconds(900)).feed(store, 0);
        store.put(new SampleRun("older", Instant.now().minusSeconds(900)).manifest());
        open();
        page.waitFor("document.title === 'glosses · Ovoscope'");
        page.waitFor("document.querySelector('#connection').textContent === 'live'");
        store.deleteManifest("glosses");
        page.waitFor("document.title === 'older · Ovoscope'");
        assertThat(page.evaluate("document.querySelectorAll('#run option').length"))
                .isEqualTo(1L);
    }
}
