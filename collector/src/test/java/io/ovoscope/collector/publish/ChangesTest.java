package io.ovoscope.collector.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.ovoscope.collector.finding.SampleFindings;
import io.ovoscope.collector.topics.KafkaSettings;
import io.ovoscope.wire.CurveRecord;
import io.ovoscope.wire.Emergence;
import io.ovoscope.wire.Finding;
import io.ovoscope.wire.RecordKey;
import io.ovoscope.wire.Regression;
import io.ovoscope.wire.StepClosed;
import io.ovoscope.wire.Topic;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ChangesTest {
    private static final KafkaSettings KAFKA = KafkaSettings.plain("nowhere:1");

    private final Changes changes = new Changes(KAFKA, record -> false);

    @SuppressWarnings("NullAway") // Kafka's records have null values: tombstones
    private List<Change> of(Topic topic, String key, byte @Nullable [] value) {
        return changes.of(new ConsumerRecord<>(KAFKA.name(topic), 0, 0, key, value));
    }

    @Test
    void everyRecordOfTheCurvesIsWritten() {
        List<CurveRecord> records = List.of(
                Points.point("r", "UPOS", 1, 4, .5),
                Points.geometry("r", 1, 4, 12.5),
                Points.profile("r", "UPOS", 4),
                new StepClosed("r", 1, 4, Points.START, 1, 1, false));
        assertThat(records)
                .extracting(record -> ((Change.Write)
                                of(Topic.CURVES, record.key(), record.write()).get(0))
                        .line())
                .extracting(line -> line.substring(0, line.indexOf(',')))
                .containsExactly("probe", "probe", "layers", "snapshot");
    }

    @Test
    void theTombstoneOfAPointErasesAllOfItsRun() {
        assertThat(of(Topic.CURVES, RecordKey.point("a/b", "UPOS", 1, 4), null))
                .singleElement()
                .isInstanceOfSatisfying(
                        Change.Erase.class,
                        erase -> assertThat(erase.erasure())
                                .isEqualTo(new Change.Erasure(List.of("probe", "snapshot", "layers"), "a/b", null)));
    }

    @Test
    void aProfileThatIsWithdrawnErasesNoPoint() {
        assertThat(of(Topic.CURVES, RecordKey.profile("r", "UPOS", 4), null)).isEmpty();
    }

    @Test
    void everyFindingIsWrittenAsAnAnnotationAndAnEmergenceOrADropAsItselfToo() {
        for (Finding finding : SampleFindings.all("r")) {
            List<String> measurements = of(Topic.FINDINGS, finding.key(), finding.write()).stream()
                    .map(change -> ((Change.Write) change).line())
                    .map(line -> line.substring(0, line.indexOf(',')))
                    .toList();
            List<String> expected = new ArrayList<>(List.of("finding"));
            if (finding instanceof Emergence) {
                expected.add(0, "emergence");
            } else if (finding instanceof Regression regression) {
                regression.drops().forEach(drop -> expected.add("drop"));
            }
            assertThat(measurements).isEqualTo(expected);
        }
    }

    @Test
    void theTombstoneOfAFindingErasesItsPoints() {
        assertThat(of(Topic.FINDINGS, RecordKey.finding("r", "regression/UPOS/256"), null))
                .singleElement()
                .isInstanceOfSatisfying(
                        Change.Erase.class,
                        erase -> assertThat(erase.erasure())
                                .isEqualTo(new Change.Erasure(
                                        List.of("emergence", "finding", "drop"), "r", "regression/UPOS/256")));
    }
}
