package io.ovoscope.launcher.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ovoscope.wire.Baseline;
import io.ovoscope.wire.Figure;
import io.ovoscope.wire.LabelSource;
import io.ovoscope.wire.Level;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CurveFileTest {
    @TempDir
    private Path folder;

    private CurveFile read(String text) throws IOException, CurveFileException {
        return CurveFile.read(Files.writeString(folder.resolve("curves.csv"), text));
    }

    private void assertRefused(String text, String... messages) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(CurveFileException.class)
                .satisfies(error -> assertThat(
                                String.valueOf(error.getMessage()).lines())
                        .containsExactly(java.util.Arrays.stream(messages)
                                .map(message -> folder.resolve("curves.csv") + ":" + message)
                                .toArray(String[]::new)));
    }

    @Test
    void threeColumnsAreEnough() throws Exception {
        CurveFile file = read("task,step,accuracy\nPOS,0,.729\nPOS,6400,7.93e-1\n");
        assertThat(file.rows()).hasSize(2);
        CurveRow row = file.rows().get(1);
        assertThat(row.task()).isEqualTo("POS");
        assertThat(row.step()).isEqualTo(6400);
        assertThat(row.layer()).isZero();
        assertThat(row.figures().get(Figure.ACCURACY)).hasValue(.793);
        assertThat(row.level()).isNull();
        assertThat(file.baseline()).isEmpty();
    }

    @Test
    void everyColumnIsRead() throws Exception {
        CurveFile file = read("""
                task,level,source,layer,layerName,step,takenAt,loss,replayed,accuracy,n,first,control,lexicon
                POS,syntax,silver,1,"block ""1"", wide",5,2026-01-01T00:00:00Z,2.5,true,.7,1000,.5,.6,.65
                """);
        CurveRow row = file.rows().get(0);
        assertThat(row.level()).isEqualTo(Level.SYNTAX);
        assertThat(row.source()).isEqualTo(LabelSource.SILVER);
        assertThat(row.layerName()).isEqualTo("block \"1\", wide");
        assertThat(row.takenAt()).isEqualTo(Instant.parse("2026-01-01T00:00:00Z"));
        assertThat(row.loss()).isEqualTo(2.5);
        assertThat(row.replayed()).isTrue();
        assertThat(row.figures().get(Figure.N)).hasValue(1000);
        assertThat(row.figures().get(Figure.UNTRAINED)).hasValue(.5);
        assertThat(row.figures().get(Figure.CONTROL)).hasValue(.6);
        assertThat(file.baseline()).contains(Baseline.FIRST);
    }

    /** The points of a probe set whose test words all occur in its training part say so, and go out saying so. */
    @Test
    void aTaskWithoutUnseenTestItemsGoesOutAndComesInAgain() throws Exception {
        ImportedRun run = ImportedRun.of("seen", "a model", read("task,step,accuracy,unseenN\nPOS,0,.5,0\n"));
        CurveFile again = read(CurveFileWriter.text(run.manifest(), run.points()));
        assertThat(again.rows().get(0).figures().get(Figure.UNSEEN_N)).hasValue(0);
        assertRefused("task,step,accuracy,unseenN\nPOS,0,.5,-1\n", "2: unseenN -1.0: expecting a whole number from 0");
    }

    @Test
    void commentsByteOrderMarkEmptyLinesAndLinesOfWindowsAreUnderstood() throws Exception {
        CurveFile file =
                read("\uFEFF# source: somebody, somewhere\r\n# more\r\ntask,step,accuracy\r\n\r\nPOS,0,.5\r\n");
        assertThat(file.rows()).hasSize(1);
        assertThat(file.rows().get(0).line()).isEqualTo(5);
    }

    @Test
    void everyMistakeIsNamedAtOnceWithItsLine() {
        assertRefused(
                """
                # a comment
                task,step,accuracy,n,level,source,layer,replayed,takenAt,loss
                POS,0,.5,10,syntax,gold,0,false,,
                1st,-1,50,0,grammar,lead,1000,yes,yesterday,NaN
                POS,1,,1.5,geometry,gold,0,false,,
                POS,2,.5
                POS,0,"0,5",10,syntax,gold,0,false,,
                """,
                "4: task '1st': expecting a letter, then letters, digits, '_', '.' or '-', 64 characters at most",
                "4: step '-1': expecting a whole number from 0",
                "4: layer '1000': expecting a whole number from 0 to 999",
                "4: level 'grammar': expecting one of surface, morphology, context, syntax, semantics, geometry",
                "4: source 'lead': expecting one of gold, silver, none",
                "4: takenAt 'yesterday': expecting a time like 2026-01-31T12:00:00Z",
                "4: loss 'NaN': expecting a number, with a point for its decimals",
                "4: replayed 'yes': expecting true or false",
                "4: accuracy 50.0: expecting a share from 0 to 1 (of percent, a hundredth)",
                "4: n 0.0: expecting a whole number from 1",
                "5: neither accuracy nor value: expecting one",
                "5: n 1.5: expecting a whole number from 1",
                "5: task POS of level geometry: expecting level geometry for [EffectiveRank, Anisotropy, CkaPrevious,"
                        + " CkaFirst, CkaLayer0] alone",
                "5: level GEOMETRY of POS: line 3 says SYNTAX",
                "6: 3 fields: expecting 10 as in the header",
                "7: accuracy '0,5': expecting a number, with a point for its decimals",
                "7: task POS, layer 0, step 0 stands in line 3 already");
    }

    @Test
    void theHeaderSaysWhatIsMissingAndWhatIsUnknown() {
        assertThatThrownBy(() -> read("Task,accuracy,accuracy,untrained,baseline\nPOS,1,1,1,1\n"))
                .hasMessageContaining("curves.csv:1: unknown column 'Task': expecting some of task, level,")
                .hasMessageContaining("curves.csv:1: column 'accuracy' twice: expecting each once")
                .hasMessageContaining("curves.csv:1: no column 'task': expecting at least task,step,accuracy")
                .hasMessageContaining("curves.csv:1: no column 'step'")
                .hasMessageContaining("curves.csv:1: columns [untrained, baseline] mean the same figure");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''|1: the file has no header: expecting at least task,step,accuracy",
                "'# nothing'|2: the file has no header: expecting at least task,step,accuracy",
                "'task,step,accuracy'|1: there is nothing after the header: expecting a line for each point",
                "'task,step\n'|1: no column 'accuracy': expecting it, or 'value' for curves that are none"
            })
    void anEmptyFileIsRefused(String text, String message) {
        assertRefused(text, message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"task,step,accuracy\nPOS,0,.5\n\"POS,1,.5\nPOS,2,.5\n", "task,step,accuracy\n\nPOS,1,\".5\"x\n"})
    void aQuoteThatGoesWrongIsNamedWithTheLineItBeginsIn(String text) {
        assertThatThrownBy(() -> read(text)).hasMessageContaining("curves.csv:3: ");
    }

    @Test
    void aFileThatIsNotUtf8IsRefused() throws IOException {
        Path file = folder.resolve("latin.csv");
        Files.write(file, "task,step,accuracy\nPÖS,0,.5\n".getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(() -> CurveFile.read(file)).hasMessage(file + ":1: the file is not UTF-8");
    }

    @Test
    void timesAreGivenForAllStepsOrNoneAndGrowWithThem() {
        assertRefused(
                """
                task,step,accuracy,takenAt
                POS,0,.5,2026-01-01T00:00:00Z
                POS,1,.5,
                POS,2,.5,2026-01-01T00:00:00Z
                NER,2,.5,2026-01-01T00:00:01Z
                POS,3,.5,1500-01-01T00:00:00Z
                """,
                "3: no takenAt of step 1: expecting it of all steps or none",
                "4: takenAt 2026-01-01T00:00:00Z of step 2: expecting it after 2026-01-01T00:00:00Z of step 0",
                "5: takenAt 2026-01-01T00:00:01Z of 2: line 4 says 2026-01-01T00:00:00Z",
                "6: takenAt 1500-01-01T00:00:00Z: expecting 1678-01-01T00:00:00Z to 2262-01-01T00:00:00Z");
    }

    @Test
    void aStepBeyondWhatSecondsCanTellNeedsATime() throws Exception {
        assertRefused(
                "task,step,accuracy\nPOS,9000000000,.5\n",
                "2: step 9000000000: expecting takenAt, or at most 8267961599");
        assertThat(read("task,step,accuracy,takenAt\nPOS,9000000000,.5,2026-01-01T00:00:00Z\n")
                        .rows())
                .hasSize(1);
    }

    @Test
    void moreThanTheMemoryHoldsIsRefused() {
        StringBuilder text = new StringBuilder("task,step,accuracy,layer\n");
        for (int step = 0; step < 101; step++) {
            text.append("POS,").append(step).append(",.5,999\n");
        }
        assertRefused(text.toString(), "2: 1 tasks x 1000 layers x 101 steps: expecting at most 100000 points");
    }
}
