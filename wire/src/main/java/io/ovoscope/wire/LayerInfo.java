package io.ovoscope.wire;

/**
 * A probed layer.
 *
 * @param index position among the probed layers, from 0 (usually the embedding)
 * @param name the name the model gives it
 * @param width features in a row
 */
public record LayerInfo(int index, String name, int width) {
    public LayerInfo {
        Checks.present("a layer", "name", name);
        Checks.atLeast("layer index", index, 0);
        Checks.atLeast("layer width", width, 1);
    }
}
