package io.ovoscope.collector.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ovoscope.wire.CurvePoint;
import io.ovoscope.wire.Emergence;
import io.ovoscope.wire.Evidence;
import io.ovoscope.wire.Figures;
import io.ovoscope.wire.Health;
import io.ovoscope.wire.LayerProfile;
import io.ovoscope.wire.Level;
import io.ovoscope.wire.StepClosed;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LinesTest {
    @Test
    void aPointIsOneLineWithItsSnapshotsTime() {
        assertThat(Lines.of(Points.point("demo", "UPOS", 3, 128, 0.75)))
                .isEqualTo("probe,layer=03,layerName=block3,level=morphology,run=demo,source=silver,task=UPOS"
                        + " accuracy=0.75,attempt=1i,bagOfWords=0.25,baseline=\"untrained\",converged=true,iterations=12i,"
                        + "l2=0.5,loss=3.5,n=4i,replayed=false,retired=false,step=128i 1767268928123456789");
    }

    @Test
    void aMissingResultSaysWhyOnOneLine() {
        CurvePoint point = Points.point("demo", "UPOS", 3, 128, 0.75);
        CurvePoint missing = new CurvePoint(
                point.run(),
                1,
                point.task(),
                point.level(),
                point.source(),
                3,
                "",
                128,
                point.takenAt(),
                null,
                point.baseline(),
                new Evidence.Missing(Evidence.Reason.NON_FINITE, "row 3:\n\"NaN\""),
                Figures.none(),
                null,
                false,
                List.of("a", "b"));
        assertThat(Lines.of(missing))
                .isEqualTo("probe,layer=03,level=morphology,run=demo,source=silver,task=UPOS attempt=1i,"
                        + "baseline=\"untrained\",detail=\"row 3: \\\"NaN\\\"\",missing=\"non-finite\",remarks=\"a; b\","
                        + "replayed=false,retired=false,step=128i 1767268928123456789");
    }

    @Test
    void aFindingACloseAndHealthAreLinesToo() {
        Instant at = Instant.ofEpochSecond(1);
        Emergence finding = new Emergence(
                "r", 1, "UPOS", Level.MORPHOLOGY, 2, "b", .5, 64, 128, null, null, at, .6, .8, 512, .15, 600, 1000);
        assertThat(Lines.of(finding))
                .isEqualTo("emergence,id=emergence-t50/UPOS/2,layer=02,layerName=b,level=morphology,quantile=50,run=r,"
                        + "task=UPOS afterStep=64i,attempt=1i,best=0.8,bestStep=512i,byStep=128i,first=0.6,gainLower=0.15,"
                        + "text=\"UPOS, layer 02: 50% of the gain from 0.600 to 0.800 after step 64, by step 128\","
                        + "throughStep=600i 1000000000");
        assertThat(Lines.of(new StepClosed("r", 2, 4, at, 32, 30, true)))
                .isEqualTo(
                        "snapshot,run=r attempt=2i,expected=32i,expired=true,present=30i,retired=false,step=4i 1000000000");
        assertThat(Lines.of(new Health(
                        "agent-1", "agent", "r", at, Map.of("snapshots.taken", 3L, "run", 1L), Map.of("loss", 2.0))))
                .isEqualTo("health,process=agent-1,run=r,stage=agent loss=2.0,snapshots.taken=3i 1000000000");
    }

    @Test
    void aProfileOverLayersIsOneLineWithItsSnapshotsTime() {
        assertThat(Lines.of(Points.profile("demo", "DepRel", 128)))
                .isEqualTo("layers,level=syntax,run=demo,source=gold,task=DepRel attempt=1i,best=2i,bestAccuracy=0.75,"
                        + "bestLower=1i,bestUpper=3i,centre=1.5,centreLower=1.25,centreUpper=1.75,loss=3.5,n=900i,retired=false,step=128i,"
                        + "withResult=4i 1767268928123456789");
    }

    @Test
    void aCentreThatIsNotThereIsAbsent() {
        LayerProfile like = Points.profile("demo", "DepRel", 128);
        LayerProfile flat = new LayerProfile(
                "demo",
                1,
                "DepRel",
                like.level(),
                like.source(),
                128,
                like.takenAt(),
                null,
                2,
                900,
                0,
                0.75,
                0,
                0,
                List.of(1.0, 0.0),
                null,
                null,
                null);
        assertThat(Lines.of(flat)).contains("best=0i").doesNotContain("centre").doesNotContain("loss");
    }

    @Test
    void aCurveOfTheGeometryIsALineLikeAnyOther() {
        assertThat(Lines.of(Points.geometry("demo", 3, 128, 41.25)))
                .isEqualTo("probe,layer=03,layerName=block3,level=geometry,run=demo,source=none,task=EffectiveRank"
                        + " attempt=1i,baseline=\"untrained\",loss=3.5,n=2048i,replayed=false,retired=false,step=128i,value=41.25"
                        + " 1767268928123456789");
    }

    @Test
    void hostileRunNamesStayOneTagAndStayDifferent() {
        assertThat(tag("two words, a=b \"q\" $x")).isEqualTo("two\\ words\\,\\ a\\=b\\ \"q\"\\ $x");
        assertThat(tag("Größe 模型")).isEqualTo("Größe\\ 模型");
        assertThat(tag("50% of data")).isEqualTo("50%\\ of\\ data");
        assertThat(tag("a\nb")).isEqualTo("a%0Ab").isNotEqualTo(tag("a%0Ab"));
        assertThat(tag("a%0Ab")).isEqualTo("a%250Ab").isNotEqualTo(tag("a%250Ab"));
        assertThat(tag("ends\\")).isEqualTo("ends%5C");
        assertThat(tag("x\u2028")).isEqualTo("x%E2%80%A8");
    }

    @Test
    void aTimeThatInfluxDbCannotHoldIsRefusedWithTheTime() {
        StepClosed closed = new StepClosed("r", 1, 4, Instant.parse("+10000-01-01T00:00:00Z"), 1, 1, false);
        assertThatThrownBy(() -> Lines.of(closed))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("+10000-01-01");
    }

    private static String tag(String run) {
        String line = Lines.of(new StepClosed(run, 1, 4, Points.START, 1, 1, false));
        assertThat(line)
                .startsWith("snapshot,run=")
                .endsWith(" 1767268800123456789")
                .doesNotContain("\n");
        return line.substring("snapshot,run=".length(), line.indexOf(" attempt=1i,"));
    }
}
