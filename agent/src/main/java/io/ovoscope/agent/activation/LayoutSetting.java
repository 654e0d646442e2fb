package io.ovoscope.agent.activation;

/** The row layout of layers whose layout cannot be found from the network; see {@link RowLayout}. */
public enum LayoutSetting {
    /** None: where it cannot be found, attaching is refused. */
    FOUND,
    NCW,
    NWC,
    BY_SENTENCE,
    BY_TIME
}
