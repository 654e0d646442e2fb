package io.ovoscope.collector.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.ovoscope.collector.finding.SampleFindings;
import io.ovoscope.wire.Baseline;
import io.ovoscope.wire.CurvePoint;
import io.ovoscope.wire.Evidence;
import io.ovoscope.wire.Figure;
import io.ovoscope.wire.Figures;
import io.ovoscope.wire.StepClosed;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What is written is what {@code docs/influxdb-schema.md} says: tags, fields, their types. */
class SchemaTest {
    private static final Pattern SECTION = Pattern.compile("(?m)^## `(\\w+)`");
    private static final Pattern NAME = Pattern.compile("`([\\w.]+)`");
    /** A tag or field of line protocol: its name, and a value in which separators are quoted or escaped. */
    private static final Pattern PAIR =
            Pattern.compile("([\\w.]+)=(\"(?:[^\"\\\\]|\\\\.)*\"|(?:[^,\\\\ ]|\\\\.)*)(?:,|$)");

    private static final Pattern LINE =
            Pattern.compile("(\\w+),((?:[^ \\\\]|\\\\.)*) ((?:\"(?:[^\"\\\\]|\\\\.)*\"|[^\" ])*) -?\\d+");

    /** A measurement as the document has it. */
    private record Documented(Set<String> tags, Map<String, String> fields) {}

    @Test
    void linesHaveOnlyTheTagsAndFieldsThatTheDocumentNamesWithItsTypes() throws Exception {
        Map<String, Documented> schema = schema();
        List<String> problems = new ArrayList<>();
        Map<String, Set<String>> written = new HashMap<>();
        for (String line : lines()) {
            Matcher parts = LINE.matcher(line);
            assertThat(parts.matches()).as("a line of line protocol: %s", line).isTrue();
            Documented documented = schema.getOrDefault(parts.group(1), new Documented(Set.of(), Map.of()));
            Set<String> seen = written.computeIfAbsent(parts.group(1), m -> new HashSet<>());
            pairs(parts.group(2)).forEach((tag, value) -> {
                seen.add(tag);
                if (!documented.tags().contains(tag)) {
                    problems.add(parts.group(1) + " has no tag " + tag);
                }
            });
            pairs(parts.group(3)).forEach((field, value) -> {
                seen.add(field);
                if (!type(value).equals(documented.fields().get(field))) {
                    problems.add(parts.group(1) + "." + field + " is written as " + type(value) + ", documented as "
                            + documented.fields().get(field));
                }
            });
        }
        assertThat(problems).isEmpty();
        schema.forEach((measurement, documented) -> {
            Set<String> named = new HashSet<>(documented.tags());
            named.addAll(documented.fields().keySet());
            assertThat(named)
                    .as("everything that is documented of %s is written by some line", measurement)
                    .isEqualTo(written.get(measurement));
        });
    }

    @Test
    void noTagAndFieldOfOneMeasurementShareAName() throws Exception {
        schema().forEach((measurement, documented) -> assertThat(documented.tags())
                .as(measurement)
                .doesNotContainAnyElementsOf(documented.fields().keySet()));
    }

    @Test
    void everyMeasurementIsDocumented() throws Exception {
        Set<String> documented = new HashSet<>(schema().keySet());
        documented.add(Lines.HEALTH);
        assertThat(documented).containsExactlyInAnyOrderElementsOf(Lines.measurements());
    }

    /** All but health, whose fields are the counters of whoever reports. */
    private static List<String> lines() {
        List<String> lines = new ArrayList<>();
        CurvePoint plain = Points.point("a run, b=c", "UPOS", 3, 128, 0.75);
        Map<Figure, Double> every = new EnumMap<>(Figure.class);
        for (Figure figure : Figure.values()) {
            every.put(figure, 0.5);
        }
        lines.add(Lines.of(with(plain, plain.evidence(), new Figures(every))));
        lines.add(Lines.of(with(plain, new Evidence.Missing(Evidence.Reason.NON_FINITE, "row 3"), Figures.none())));
        lines.add(Lines.of(Points.geometry("r", 1, 4, 12.5)));
        lines.add(Lines.of(new StepClosed("r", 1, 4, Points.START, 1, 1, false)));
        lines.add(Lines.of(Points.profile("r", "DepRel", 4)));
        SampleFindings.all("r").forEach(finding -> lines.addAll(FindingLines.of(finding)));
        lines.addAll(FindingLines.of(SampleFindings.recovered("r")));
        return lines;
    }

    private static CurvePoint with(CurvePoint like, Evidence evidence, Figures figures) {
        return new CurvePoint(
                like.run(),
                1,
                like.task(),
                like.level(),
                like.source(),
                like.layer(),
                like.layerName(),
                like.step(),
                like.takenAt(),
                like.loss(),
                Baseline.FIRST,
                evidence,
                figures,
                like.provenance(),
                false,
                List.of("a remark"));
    }

    private static Map<String, String> pairs(String text) {
        Map<String, String> pairs = new HashMap<>();
        Matcher pair = PAIR.matcher(text);
        while (pair.find()) {
            pairs.put(pair.group(1), pair.group(2));
        }
        return pairs;
    }

    private static String type(String value) {
        if (value.startsWith("\"")) {
            return "string";
        }
        if (value.equals("true") || value.equals("false")) {
            return "boolean";
        }
        return value.endsWith("i") ? "integer" : "float";
    }

    private static Map<String, Documented> schema() throws Exception {
        String text = Files.readString(Path.of("..", "docs", "influxdb-schema.md"));
        Map<String, Documented> schema = new HashMap<>();
        Matcher section = SECTION.matcher(text);
        while (section.find()) {
            int end = text.indexOf("\n## ", section.end());
            if (!section.group(1).equals(Lines.HEALTH)) {
                schema.put(section.group(1), documented(text.substring(section.end(), end)));
            }
        }
        return schema;
    }

    private static Documented documented(String section) {
        Set<String> tags = new HashSet<>();
        Map<String, String> fields = new HashMap<>();
        int prose = section.indexOf("Tags: ");
        if (prose >= 0) {
            String sentence = section.substring(prose, section.indexOf("\n\n", prose));
            // What stands in brackets are values.
            names(sentence.replaceAll("\\([^)]*\\)", ""), tags);
        }
        boolean inTags = false;
        for (String line : section.lines().filter(row -> row.startsWith("|")).toList()) {
            String[] cells = line.split("\\|", -1);
            if (cells[1].strip().equals("tag") || cells[1].strip().equals("field")) {
                inTags = cells[1].strip().equals("tag");
            } else if (inTags) {
                names(cells[1], tags);
            } else {
                Set<String> named = new LinkedHashSet<>();
                names(cells[1], named);
                List<String> types = List.of(cells[2].strip().split(", "));
                int i = 0;
                for (String name : named) {
                    fields.put(name, types.get(Math.min(i++, types.size() - 1)));
                }
            }
        }
        return new Documented(tags, fields);
    }

    private static void names(String text, Set<String> into) {
        Matcher name = NAME.matcher(text);
        while (name.find()) {
            into.add(name.group(1));
        }
    }
}
