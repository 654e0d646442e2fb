package io.ovoscope.agent.activation;

/** On which side a word needs context most, where several windows hold it. */
public enum WindowContext {
    /** The sides that the network is found to read, by a forward pass. */
    FOUND,
    /** Before it. */
    LEFT,
    /** On both sides. */
    BOTH
}
