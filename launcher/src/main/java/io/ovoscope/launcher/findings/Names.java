package io.ovoscope.launcher.findings;

import java.util.Arrays;
import java.util.stream.Collectors;

/** Values by what they are called on the command line. */
final class Names {
    private Names() {}

    static <E> E find(E[] values, String name) {
        return Arrays.stream(values)
                .filter(value -> value.toString().equalsIgnoreCase(name.strip()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("'" + name + "': expecting "
                        + Arrays.stream(values).map(Object::toString).collect(Collectors.joining(", "))));
    }
}
