package io.ovoscope.collector.publish;

import static io.ovoscope.collector.finding.SampleFindings.broken;
import static io.ovoscope.collector.finding.SampleFindings.emergence;
import static io.ovoscope.collector.finding.SampleFindings.open;
import static io.ovoscope.collector.finding.SampleFindings.order;
import static io.ovoscope.collector.finding.SampleFindings.recovered;
import static io.ovoscope.collector.finding.SampleFindings.suspected;
import static org.assertj.core.api.Assertions.assertThat;

import io.ovoscope.wire.BrokenData;
import io.ovoscope.wire.Finding;
import org.junit.jupiter.api.Test;

class FindingLinesTest {
    private static String annotation(Finding finding) {
        return FindingLines.of(finding).stream()
                .filter(line -> line.startsWith("finding,"))
                .findFirst()
                .orElseThrow();
    }

    private static String series(Finding finding) {
        String line = annotation(finding);
        return line.substring(0, line.indexOf(",task=UPOS")) + line.substring(line.lastIndexOf(' '));
    }

    @Test
    void aRegressionIsOneLineWithItsWords() {
        assertThat(annotation(open("demo")))
                .startsWith("finding,id=regression/UPOS/256,kind=regression,level=morphology,run=demo,task=UPOS"
                        + " accuracy=0.75,attempt=1i,checkpoint=\"/runs/demo/64.zip\",checkpointStep=64i,drop=0.125,lastGoodStep=128i,n=10000i,open=1i,reference=0.875,severity=\"critical\","
                        + "state=\"open\",step=256i,text=\"UPOS (morphology, silver labels) fell from 87.5% to 75.0%")
                .endsWith("title=\"Run 'demo' lost UPOS: from 87.5% to 75.0% since step 256\","
                        + "verdict=\"MODEL_REGRESSED\",worstLayer=2i 1767268800000000000")
                .contains("First: see whether")
                .doesNotContain("\n");
    }

    @Test
    void everyLayerThatFellIsALineOfItsOwn() {
        assertThat(FindingLines.of(recovered("demo")))
                .filteredOn(line -> line.startsWith("drop,"))
                .containsExactly(
                        "drop,id=regression/UPOS/256,layer=02,layerName=block2,level=morphology,run=demo,task=UPOS accuracy=0.75,"
                                + "attempt=1i,confirmedStep=512i,drop=0.125,gained=250i,lost=1500i,lower=0.0625,n=10000i,open=0i,"
                                + "p=0.000000001,reference=0.875,step=256i,upper=0.1875 1767268800000000000",
                        "drop,id=regression/UPOS/256,layer=01,level=morphology,run=demo,task=UPOS accuracy=0.79,attempt=1i,"
                                + "confirmedStep=512i,drop=0.0101,gained=0i,lost=0i,lower=0.004,n=10000i,open=0i,p=0.0123,"
                                + "reference=0.8,step=256i,upper=0.016 1767268800000000000");
    }

    @Test
    void brokenDataSaysWhichFaultAsATag() {
        assertThat(tags(broken("r", BrokenData.Kind.NON_FINITE, null))).contains(",fault=non-finite,");
    }

    @Test
    void newestStateReplacesTheOlderOne() {
        assertThat(annotation(recovered("demo")))
                .contains("endedStep=1024i")
                .contains("open=0i")
                .contains("state=\"closed\"")
                .contains("timeEnd=1767268860000i");
        assertThat(series(recovered("demo"))).isEqualTo(series(open("demo")));
        assertThat(series(suspected("demo"))).isEqualTo(series(open("demo")));
    }

    private static String tags(Finding finding) {
        String line = annotation(finding);
        return line.substring(0, line.indexOf(" attempt="));
    }

    @Test
    void layersThatAreNoneAreNotNumbers() {
        assertThat(tags(emergence("r", Finding.NO_LAYER))).contains(",layer=best,");
        assertThat(tags(emergence("r", 3))).contains(",layer=03,");
        assertThat(tags(order("r"))).doesNotContain("layer=");
        assertThat(tags(broken("r", BrokenData.Kind.NON_FINITE, null))).contains(",layer=01,");
    }
}
