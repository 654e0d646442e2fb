package io.ovoscope.wire;

/** Which part of the probe set a sentence is in, for the whole run. */
public enum Split {
    TRAIN(0),
    DEVELOPMENT(1),
    TEST(2);

    private final int code;

    Split(int code) {
        this.code = code;
    }

    /** As it travels: 0, 1 or 2. */
    public int code() {
        return code;
    }
}
