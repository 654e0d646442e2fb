package io.ovoscope.launcher.process;

/**
 * A child that does what its arguments say, one after the other: {@code out:LINE}, {@code err:LINE}, {@code env:NAME},
 * {@code property:NAME}, {@code heap}, {@code sleep:MILLIS}, {@code exit:CODE}, {@code echo:LINE} (prints the argument as
 * it came).
 */
final class ScriptedChild {

    private ScriptedChild() {}

    public static void main(String[] arguments) throws Exception {
        for (String step : arguments) {
            int colon = step.indexOf(':');
            run(step.substring(0, colon), step.substring(colon + 1));
        }
    }

    private static void run(String verb, String what) throws Exception {
        switch (verb) {
            case "out" -> System.out.println(what);
            case "err" -> System.err.println(what);
            case "env" -> System.out.println(what + "=" + System.getenv(what));
            case "property" -> System.out.println(what + "=" + System.getProperty(what));
            case "heap" -> System.out.println("heap " + (Runtime.getRuntime().maxMemory() >> 20));
            case "sleep" -> Thread.sleep(Long.parseLong(what));
            case "exit" -> System.exit(Integer.parseInt(what));
            default -> throw new IllegalArgumentException("step " + verb + ": not known");
        }
    }
}
