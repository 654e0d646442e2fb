package io.ovoscope.collector.publish;

import com.influxdb.client.domain.WritePrecision;
import com.influxdb.client.write.Point;
import io.ovoscope.wire.CurvePoint;
import io.ovoscope.wire.Emergence;
import io.ovoscope.wire.Evidence;
import io.ovoscope.wire.Figure;
import io.ovoscope.wire.Finding;
import io.ovoscope.wire.Health;
import io.ovoscope.wire.LayerProfile;
import io.ovoscope.wire.Provenance;
import io.ovoscope.wire.StepClosed;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Records as InfluxDB line protocol; {@code docs/influxdb-schema.md} is its contract. The same record always gives the same series
 * and time, so that a replay overwrites.
 */
final class Lines {
    static final String PROBE = "probe";
    static final String SNAPSHOT = "snapshot";
    static final String LAYERS = "layers";
    static final String EMERGENCE = "emergence";
    static final String FINDING = "finding";
    static final String DROP = "drop";
    static final String HEALTH = "health";

    /** The measurements that are told by steps, of which a resumed training run may retire some. */
    static final List<String> OF_STEPS = List.of(PROBE, SNAPSHOT, LAYERS);

    private static final int MAX_TEXT = 4_000;
    private static final Instant EARLIEST = Instant.parse("1678-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("2262-01-01T00:00:00Z");
    private static final Set<Figure> COUNTS = Set.of(Figure.N, Figure.UNSEEN_N, Figure.SPEARMAN_N, Figure.ROOT_N);
    /** InfluxDB 3.x has no field of a tag's name, and no database a field named time. */
    private static final Set<String> NOT_FIELDS = Set.of("process", "stage", "run", "time");

    private Lines() {}

    static String of(CurvePoint point) {
        return of(point, false);
    }

    static String of(CurvePoint point, boolean retired) {
        Point line = of(PROBE, point.run(), point.takenAt());
        tag(line, "task", point.task());
        tag(line, "level", lower(point.level()));
        tag(line, "layer", layer(point.layer()));
        tag(line, "layerName", point.layerName());
        tag(line, "source", lower(point.source()));
        line.addField("step", point.step());
        line.addField("attempt", (long) point.attempt());
        line.addField("baseline", lower(point.baseline()));
        line.addField("replayed", point.replayed());
        line.addField("retired", retired);
        addFigures(line, point);
        addProvenance(line, point.provenance());
        if (point.evidence() instanceof Evidence.Missing missing) {
            line.addField("missing", lower(missing.reason()));
            text(line, "detail", missing.detail());
        }
        text(line, "remarks", String.join("; ", point.remarks()));
        return line.toLineProtocol();
    }

    static String of(StepClosed closed) {
        return of(closed, false);
    }

    static String of(StepClosed closed, boolean retired) {
        Point line = of(SNAPSHOT, closed.run(), closed.takenAt());
        line.addField("step", closed.step());
        line.addField("attempt", (long) closed.attempt());
        line.addField("expected", (long) closed.expected());
        line.addField("present", (long) closed.present());
        line.addField("expired", closed.expired());
        line.addField("retired", retired);
        return line.toLineProtocol();
    }

    static String of(LayerProfile profile) {
        return of(profile, false);
    }

    static String of(LayerProfile profile, boolean retired) {
        Point line = of(LAYERS, profile.run(), profile.takenAt());
        tag(line, "task", profile.task());
        tag(line, "level", lower(profile.level()));
        tag(line, "source", lower(profile.source()));
        line.addField("step", profile.step());
        line.addField("attempt", (long) profile.attempt());
        line.addField("retired", retired);
        line.addField("withResult", (long) profile.layers());
        line.addField("n", (long) profile.n());
        line.addField("best", (long) profile.best());
        line.addField("bestAccuracy", profile.bestAccuracy());
        line.addField("bestLower", (long) profile.bestLower());
        line.addField("bestUpper", (long) profile.bestUpper());
        number(line, "centre", profile.centreOfGravity());
        number(line, "centreLower", profile.centreLower());
        number(line, "centreUpper", profile.centreUpper());
        number(line, "loss", profile.loss());
        return line.toLineProtocol();
    }

    static String of(Health health) {
        Point line = of(HEALTH, health.run(), health.at());
        tag(line, "process", health.process());
        tag(line, "stage", health.stage());
        health.counters().forEach((name, value) -> {
            if (isField(name)) {
                line.addField(TagText.of(name), value);
            }
        });
        health.gauges().forEach((name, value) -> {
            if (isField(name) && !health.counters().containsKey(name)) {
                line.addField(TagText.of(name), value.doubleValue());
            }
        });
        return line.hasFields() ? line.toLineProtocol() : "";
    }

    static String of(Emergence found) {
        Point line = of(EMERGENCE, found.run(), found.at());
        tag(line, "task", found.task());
        tag(line, "level", lower(found.level()));
        tag(line, "layer", layer(found.layer()));
        tag(line, "layerName", found.layerName());
        long percent = Math.round(found.quantile() * 100);
        tag(line, "quantile", Long.toString(percent));
        tag(line, "id", found.id());
        line.addField("attempt", (long) found.attempt());
        line.addField("afterStep", found.afterStep());
        line.addField("byStep", found.byStep());
        whole(line, "setAfterStep", found.setAfterStep());
        whole(line, "setByStep", found.setByStep());
        line.addField("first", found.first());
        line.addField("best", found.best());
        line.addField("bestStep", found.bestStep());
        line.addField("gainLower", found.gainLower());
        line.addField("throughStep", found.throughStep());
        line.addField(
                "text",
                String.format(
                        Locale.ROOT,
                        "%s, layer %s: %d%% of the gain from %.3f to %.3f after step %d, by step %d",
                        found.task(),
                        layer(found.layer()),
                        percent,
                        found.first(),
                        found.best(),
                        found.afterStep(),
                        found.byStep()));
        return line.toLineProtocol();
    }

    /** Two digits at least, so that layers are in order where tags are sorted as text; {@code best} for the best of each snapshot. */
    static String layer(int layer) {
        return layer == Finding.NO_LAYER ? "best" : String.format(Locale.ROOT, "%02d", layer);
    }

    static Point of(String measurement, String run, Instant at) {
        if (at.isBefore(EARLIEST) || at.isAfter(LATEST)) {
            throw new IllegalArgumentException(
                    "time " + at + ": expecting " + EARLIEST + " to " + LATEST + ", which InfluxDB can hold");
        }
        long nanoseconds = at.getEpochSecond() * 1_000_000_000L + at.getNano();
        Point line = Point.measurement(measurement).time(nanoseconds, WritePrecision.NS);
        tag(line, "run", run);
        return line;
    }

    private static void addFigures(Point line, CurvePoint point) {
        point.figures().values().forEach((figure, value) -> {
            if (COUNTS.contains(figure)) {
                line.addField(figure.wireName(), Math.round(value));
            } else {
                line.addField(figure.wireName(), value.doubleValue());
            }
        });
        number(line, "loss", point.loss());
    }

    private static void number(Point line, String name, @Nullable Double value) {
        if (value != null && Double.isFinite(value)) {
            line.addField(name, value.doubleValue());
        }
    }

    static void whole(Point line, String name, @Nullable Long value) {
        if (value != null) {
            line.addField(name, value.longValue());
        }
    }

    private static void addProvenance(Point line, @Nullable Provenance provenance) {
        if (provenance == null) {
            return;
        }
        line.addField("converged", provenance.converged());
        line.addField("iterations", (long) provenance.iterations());
        if (Double.isFinite(provenance.l2())) {
            line.addField("l2", provenance.l2());
        }
    }

    /** A blank tag is no tag. */
    static void tag(Point line, String name, String value) {
        if (!value.isBlank()) {
            line.addTag(name, TagText.of(value));
        }
    }

    static void text(Point line, String name, String value) {
        if (!value.isEmpty()) {
            String oneLine = value.replaceAll("\\p{Cc}+", " ");
            line.addField(name, oneLine.length() > MAX_TEXT ? oneLine.substring(0, MAX_TEXT) + "…" : oneLine);
        }
    }

    private static boolean isField(String name) {
        return !name.isBlank() && !NOT_FIELDS.contains(name);
    }

    static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static List<String> measurements() {
        return List.of(PROBE, SNAPSHOT, LAYERS, EMERGENCE, FINDING, DROP, HEALTH);
    }
}
