package io.ovoscope.collector.score;

import io.ovoscope.collector.probe.Clusters;
import io.ovoscope.collector.probe.Labels;
import io.ovoscope.wire.Figures;
import io.ovoscope.wire.TaskInfo;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * What every layer and step of a task has in common.
 *
 * @param labels one for each item of its input
 * @param control the control task's labels, where the task has a control
 * @param clusters the sentences that the labelled test items come from: items of one are resampled together
 * @param unseen the labelled test items whose word type never occurs in the training part; empty for sentence tasks
 * @param itemSet names the labelled test items
 * @param floors the figures that no layer changes
 */
record PreparedTask(
        TaskInfo info,
        Labels labels,
        @Nullable Labels control,
        Clusters clusters,
        BitSet unseen,
        String itemSet,
        Figures floors) {}
