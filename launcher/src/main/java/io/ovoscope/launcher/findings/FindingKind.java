package io.ovoscope.launcher.findings;

import io.ovoscope.wire.BrokenData;
import io.ovoscope.wire.Emergence;
import io.ovoscope.wire.EmergenceOrder;
import io.ovoscope.wire.Finding;
import io.ovoscope.wire.OnlineEmergence;
import io.ovoscope.wire.Regression;
import io.ovoscope.wire.UnderPowered;
import java.util.Arrays;

/** The kinds of findings, the most pressing first, named as on the wire. */
public enum FindingKind {
    REGRESSION("regression", Regression.class),
    BROKEN_DATA("broken-data", BrokenData.class),
    EMERGENCE("emergence", Emergence.class),
    ONLINE_EMERGENCE("online-emergence", OnlineEmergence.class),
    EMERGENCE_ORDER("emergence-order", EmergenceOrder.class),
    UNDER_POWERED("under-powered", UnderPowered.class);

    private final String wireName;
    private final Class<? extends Finding> type;

    FindingKind(String wireName, Class<? extends Finding> type) {
        this.wireName = wireName;
        this.type = type;
    }

    static FindingKind of(Finding finding) {
        return Arrays.stream(values())
                .filter(kind -> kind.type.isInstance(finding))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("finding of no kind: " + finding));
    }

    /** Its name on the wire, for the command line. */
    @Override
    public String toString() {
        return wireName;
    }

    /**
     * The kind of that name.
     *
     * @throws IllegalArgumentException where there is none, naming those there are
     */
    public static FindingKind named(String name) {
        return Names.find(values(), name);
    }
}
