package io.ovoscope.launcher.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ovoscope.wire.Baseline;
import io.ovoscope.wire.CurvePoint;
import io.ovoscope.wire.Evidence;
import io.ovoscope.wire.Figure;
import io.ovoscope.wire.LabelSource;
import io.ovoscope.wire.LayerInfo;
import io.ovoscope.wire.Level;
import io.ovoscope.wire.TaskInfo;
import io.ovoscope.wire.WireFormatException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportedRunTest {
    @TempDir
    private Path folder;

    private ImportedRun run(String text) throws Exception {
        Path file = Files.writeString(folder.resolve("curves.csv"), text);
        return ImportedRun.of("old", "a model", CurveFile.read(file));
    }

    private static CurvePoint point(ImportedRun run, String task, int layer, long step) {
        return run.points().stream()
                .filter(point -> point.task().equals(task) && point.layer() == layer && point.step() == step)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void theLossOfAStepIsThatOfAllItsPoints() throws Exception {
        ImportedRun run = run("""
                task,step,accuracy,loss
                POS,0,.5,3.25
                NER,0,.5,
                """);
        assertThat(run.points()).hasSize(2).extracting(CurvePoint::loss).containsOnly(3.25);
        assertThatThrownBy(() -> run("""
                task,step,accuracy,loss
                POS,0,.5,3.25
                NER,0,.5,3.5
                """))
                .isInstanceOf(CurveFileException.class)
                .hasMessageContaining("curves.csv:3: loss 3.5 of 0: line 2");
    }

    @Test
    void theManifestSaysWhatTheFileSays() throws Exception {
        ImportedRun run = run("""
                task,level,source,layer,layerName,step,accuracy
                POS,morphology,gold,0,embedding,100,.5
                NER,,silver,2,top,200,.5
                """);
        assertThat(run.manifest().isImported()).isTrue();
        assertThat(run.manifest().model()).isEqualTo("a model");
        assertThat(run.manifest().startedAt()).isEqualTo("2000-01-01T00:01:40Z");
        assertThat(run.manifest().layers()).extracting(LayerInfo::name).containsExactly("embedding", "layer 1", "top");
        assertThat(run.manifest().tasks()).extracting(TaskInfo::name).containsExactly("POS", "NER");
        assertThat(run.manifest().tasks())
                .extracting(TaskInfo::level)
                .containsExactly(Level.MORPHOLOGY, Level.SEMANTICS);
        assertThat(run.manifest().tasks())
                .extracting(TaskInfo::source)
                .containsExactly(LabelSource.GOLD, LabelSource.SILVER);
        assertThat(run.manifest().baseline()).isEqualTo(Baseline.FIRST);
    }

    @Test
    void whatTheFileLacksIsSaidSoThatEveryStepIsComplete() throws Exception {
        ImportedRun run = run("""
                task,layer,step,accuracy,loss
                POS,0,1,.5,3.5
                POS,1,2,.6,
                NER,1,1,.7,3.5
                """);
        assertThat(run.points()).hasSize(8);
        assertThat(point(run, "NER", 1, 2)).satisfies(lacking -> {
            assertThat(ImportedRun.isNotThere(lacking)).isTrue();
            assertThat(lacking.headline()).isEmpty();
        });
        assertThat(point(run, "NER", 0, 1).loss()).isEqualTo(3.5);
        assertThat(point(run, "POS", 0, 1).evidence()).isEqualTo(new Evidence.Scalar(.5, List.of()));
        assertThat(point(run, "POS", 0, 1).provenance()).isNull();
    }

    @Test
    void stepsAreSecondsUnlessTheFileGivesTimes() throws Exception {
        assertThat(point(run("task,step,accuracy\nPOS,3600,.5\n"), "POS", 0, 3600)
                        .takenAt())
                .isEqualTo("2000-01-01T01:00:00Z");
        ImportedRun timed = run("task,step,accuracy,takenAt\nPOS,1,.5,2026-01-01T00:00:00.25Z\nNER,1,.5,\n");
        assertThat(timed.points())
                .extracting(CurvePoint::takenAt)
                .containsOnly(Instant.parse("2026-01-01T00:00:00.25Z"));
    }

    @Test
    void stepZeroIsTheUntrainedFloorWhereTheFileGivesNoOther() throws Exception {
        ImportedRun run = run("task,step,accuracy\nPOS,0,.5\nPOS,1,.75\nNER,1,.75\n");
        assertThat(run.manifest().baseline()).isEqualTo(Baseline.UNTRAINED);
        assertThat(point(run, "POS", 0, 1).figures().get(Figure.UNTRAINED)).hasValue(.5);
        assertThat(point(run, "NER", 0, 1).figures().get(Figure.UNTRAINED)).isEmpty();
        ImportedRun given = run("task,step,accuracy,baseline\nPOS,0,.5,.25\nPOS,1,.75,\n");
        assertThat(point(given, "POS", 0, 0).figures().get(Figure.UNTRAINED)).hasValue(.25);
        assertThat(point(given, "POS", 0, 1).figures().get(Figure.UNTRAINED)).isEmpty();
    }

    @Test
    void geometryComesInButIsNoTask() throws Exception {
        ImportedRun run = run("task,step,accuracy,value\nPOS,0,.5,\nEffectiveRank,0,,22.5\nPOS,1,.5,\n");
        assertThat(run.manifest().tasks()).extracting(TaskInfo::name).containsExactly("POS");
        assertThat(run.points()).hasSize(3);
        CurvePoint rank = point(run, "EffectiveRank", 0, 0);
        assertThat(rank.level()).isEqualTo(Level.GEOMETRY);
        assertThat(rank.headline()).hasValue(22.5);
        assertThatThrownBy(() -> run("task,step,value\nEffectiveRank,0,22.5\n"))
                .hasMessageContaining("curves.csv:2: curves of the geometry alone: expecting a task");
    }

    @Test
    void whatIsWrittenIsReadAsTheSameRecords() throws Exception {
        ImportedRun run = run("""
                task,level,source,layer,layerName,step,takenAt,loss,replayed,accuracy,value,n,first,macroF1
                POS,syntax,gold,0,"em, ""b\""",0,2026-01-01T00:00:00Z,3.5,false,0.1,,1000,.25,.2
                POS,syntax,gold,1,Ä-1,7,2026-01-01T00:00:00.001Z,,true,0.30000000000000004,,1000,.25,
                Depth,semantics,silver,1,,7,,,,,-1e-7,,-.5,
                CkaFirst,geometry,none,1,,7,,,,,.999,,,
                """);
        String text = CurveFileWriter.text(run.manifest(), run.points());
        assertThat(run(text)).isEqualTo(run);
        assertThat(text.lines().findFirst())
                .contains(
                        "task,level,source,layer,layerName,step,takenAt,loss,replayed,accuracy,value,n,first,macroF1");
        assertThat(text.lines()).hasSize(5);
    }

    @Test
    void aNameThatNoRunCanHaveIsRefused() throws Exception {
        Path file = Files.writeString(folder.resolve("curves.csv"), "task,step,accuracy\nPOS,0,.5\n");
        CurveFile curves = CurveFile.read(file);
        assertThatThrownBy(() -> ImportedRun.of(" ", "", curves))
                .isInstanceOf(WireFormatException.class)
                .hasMessageContaining("run name");
    }

    @Test
    void aFileIsReplacedWholeOrNotAtAll() throws Exception {
        Path file = Files.writeString(folder.resolve("out.csv"), "before");
        WholeFile.write(file, new byte[] {'x'});
        assertThat(file).hasContent("x");
        Path nowhere = folder.resolve("none").resolve("out.csv");
        assertThatThrownBy(() -> WholeFile.write(nowhere, new byte[1])).isInstanceOf(java.io.IOException.class);
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }
}
