package io.ovoscope.launcher;

/**
 * The collector as a container's one process: {@code ovoscope collect} and no other command, so that the image needs neither the
 * training library nor a broker.
 */
public final class CollectorContainer {
    private CollectorContainer() {}

    /** Takes the options of {@code ovoscope collect}; ends with its exit codes. */
    public static void main(String[] arguments) {
        System.exit(Ovoscope.explained(new CollectCommand()).execute(arguments));
    }
}
