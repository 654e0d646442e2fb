package io.ovoscope.collector.grafana;

import java.util.List;

/** What is chosen in a variable's list. */
sealed interface Chosen {
    /** One value, as text. */
    record One(String value) implements Chosen {}

    /** The chosen values of a variable that takes several. */
    record Several(List<String> values) implements Chosen {
        public Several {
            values = List.copyOf(values);
        }
    }

    /** "All" where the variable has a text of its own for it, which Grafana inserts as it is, whatever the format. */
    record Everything(String text) implements Chosen {}
}
