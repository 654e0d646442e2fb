package io.ovoscope.launcher.findings;

import io.ovoscope.launcher.terminal.Figures;
import io.ovoscope.launcher.terminal.Table;
import io.ovoscope.launcher.terminal.Table.Column;
import io.ovoscope.launcher.terminal.Terminal;
import io.ovoscope.wire.Emergence;
import io.ovoscope.wire.Finding;
import io.ovoscope.wire.OnlineEmergence;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** When each task came up in each layer: retrospectively with its 95% sets, and by the rule that does not look ahead. */
public final class EmergenceTable {
    private static final String NONE = "-";
    private static final int HALF = 50;
    private static final int NINE_TENTHS = 90;

    private EmergenceTable() {}

    private record Place(String task, int layer) {}

    /** What is known of a task in a layer. */
    private static final class Story {
        private String layerName = "";
        private @Nullable Emergence half;
        private @Nullable Emergence most;
        private @Nullable OnlineEmergence online;
        private @Nullable OnlineEmergence aboveLexicon;
    }

    /** A row for each task and layer, the best layer first; no lines where nothing has emerged. */
    public static List<String> lines(StandingFindings findings, Terminal terminal) {
        Map<Place, Story> stories = stories(findings);
        Table table = Table.of(
                Column.name("task"),
                Column.name("layer"),
                Column.right("from, to"),
                Column.right("t50"),
                Column.right("95%"),
                Column.right("t90"),
                Column.right("95%"),
                Column.right("above untrained, control"),
                Column.right("known after"),
                Column.right("above the lexicon"));
        List<Place> places = new ArrayList<>(stories.keySet());
        places.sort(Comparator.comparing(Place::task).thenComparing(Place::layer));
        for (Place place : places) {
            table = table.with(row(place, stories.getOrDefault(place, new Story()), terminal));
        }
        return table.rows().isEmpty() ? List.of() : table.lines(terminal);
    }

    private static Map<Place, Story> stories(StandingFindings findings) {
        Map<Place, Story> stories = new LinkedHashMap<>();
        for (Emergence found : findings.of(Emergence.class)) {
            Story story = stories.computeIfAbsent(new Place(found.task(), found.layer()), place -> new Story());
            story.layerName = found.layerName();
            int percent = (int) Math.round(found.quantile() * 100);
            story.half = percent == HALF ? found : story.half;
            story.most = percent == NINE_TENTHS ? found : story.most;
        }
        for (OnlineEmergence found : findings.of(OnlineEmergence.class)) {
            Story story = stories.computeIfAbsent(new Place(found.task(), found.layer()), place -> new Story());
            story.layerName = found.layerName();
            if (found.floor() == OnlineEmergence.Floor.LEXICON) {
                story.aboveLexicon = found;
            } else {
                story.online = found;
            }
        }
        return stories;
    }

    private static List<String> row(Place place, Story story, Terminal terminal) {
        Emergence any = story.half != null ? story.half : story.most;
        OnlineEmergence online = story.online;
        return List.of(
                place.task(),
                place.layer() == Finding.NO_LAYER ? "best" : story.layerName,
                any == null
                        ? NONE
                        : Figures.score(any.first())
                                + (terminal.unicode() ? " → " : " -> ")
                                + Figures.score(any.best()),
                cell(story.half, terminal),
                set(story.half, terminal),
                cell(story.most, terminal),
                set(story.most, terminal),
                online == null ? NONE : Figures.range("" + online.afterStep(), "" + online.byStep(), terminal),
                online == null ? NONE : (online.confirmedStep() - online.byStep()) + " steps",
                story.aboveLexicon == null
                        ? NONE
                        : Figures.range(
                                "" + story.aboveLexicon.afterStep(), "" + story.aboveLexicon.byStep(), terminal));
    }

    static String cell(@Nullable Emergence found, Terminal terminal) {
        return found == null ? NONE : Figures.range("" + found.afterStep(), "" + found.byStep(), terminal);
    }

    static String set(@Nullable Emergence found, Terminal terminal) {
        return found == null || found.setAfterStep() == null
                ? NONE
                : Figures.range("" + found.setAfterStep(), "" + found.setByStep(), terminal);
    }
}
