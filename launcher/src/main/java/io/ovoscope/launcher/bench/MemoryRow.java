package io.ovoscope.launcher.bench;

import java.util.List;

/**
 * What scoring layers of one size took, one layer after the other in a process of its own.
 *
 * @param rows of each layer
 * @param width of each layer
 * @param layers how many
 * @param heapMebibytes largest heap of the process ({@code -Xmx})
 * @param peakMebibytes most memory that the process held at once, heap and native ({@code VmHWM}); −1 where the system does not
 *     say
 * @param layerSeconds of each layer, making up its rows not counted
 */
public record MemoryRow(
        int rows, int width, int layers, int heapMebibytes, long peakMebibytes, List<Double> layerSeconds) {
    public MemoryRow {
        layerSeconds = List.copyOf(layerSeconds);
    }

    double seconds() {
        return layerSeconds.stream().mapToDouble(Double::doubleValue).sum();
    }
}
