package io.ovoscope.launcher.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.ovoscope.agent.probeset.ProbeCorpus;
import io.ovoscope.wire.LabelSource;
import io.ovoscope.wire.Level;
import io.ovoscope.wire.ProbeSet;
import io.ovoscope.wire.SkippedTask;
import io.ovoscope.wire.TaskInfo;
import io.ovoscope.wire.TaskInput;
import io.ovoscope.wire.TaskLabels;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProbeSetLinesTest {
    private static ProbeCorpus corpus(String... remarks) {
        TaskInfo task = new TaskInfo("UPOS", Level.MORPHOLOGY, TaskInput.TOKEN, LabelSource.GOLD, List.of("NOUN"));
        ProbeSet set = new ProbeSet(
                new ProbeSet.Words(new int[1], new int[1], new int[1], new int[] {ProbeSet.NO_HEAD}),
                new ProbeSet.Sentences(new int[1], new int[1], new int[1]),
                List.of(TaskLabels.ofTokens(task, new int[1])));
        return new ProbeCorpus(set, List.of(List.of("eggs")), List.of(), List.of(remarks));
    }

    @Test
    void sentencesAndTheUsersOwnLabelsAreToldInFullAndBuiltInTasksByTheirNames() {
        assertThat(ProbeSetLines.remarks(corpus(
                        "left out repeated sentences: 7",
                        "mine: 3 of 9 labels are on probe sentences",
                        "UPOS: 4 items without a label",
                        "DepArc: left out 2 words",
                        "DepArc: more")))
                .containsExactly(
                        "Probe set:",
                        "  left out repeated sentences: 7",
                        "  mine: 3 of 9 labels are on probe sentences",
                        "  left out or chosen among items of UPOS, DepArc: logs/training.log in the data folder says what"
                                + " and why");
        assertThat(ProbeSetLines.remarks(corpus())).isEmpty();
    }

    @Test
    void tasksThatAreNotProbedForOneReasonShareALine() {
        assertThat(ProbeSetLines.skipped(List.of(
                        new SkippedTask("DepRel", "the text has no dependency trees"),
                        new SkippedTask("XPOS", "the text has no tags"),
                        new SkippedTask("DepArc", "the text has no dependency trees"))))
                .containsExactly(
                        "Not probed, because the text has no dependency trees: DepRel, DepArc",
                        "Not probed, because the text has no tags: XPOS");
    }
}
