package io.ovoscope.javaagent.program;

import java.io.File;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Starts {@link Train} in a class loader of its own, as the launcher of a fat jar does: {@code beneath} the class path's, or {@code apart}
 * from it. The second argument is the class path of {@link Train}.
 */
public final class Launch {
    private Launch() {}

    public static void main(String[] arguments) throws Exception {
        ClassLoader parent =
                arguments[0].equals("beneath") ? Launch.class.getClassLoader() : ClassLoader.getPlatformClassLoader();
        List<URL> urls = new ArrayList<>();
        for (String entry : arguments[1].split(File.pathSeparator, -1)) {
            urls.add(Path.of(entry).toUri().toURL());
        }
        ClassLoader loader = new URLClassLoader("program", urls.toArray(URL[]::new), parent);
        Thread.currentThread().setContextClassLoader(loader);
        String[] rest = Arrays.copyOfRange(arguments, 2, arguments.length);
        Class.forName("io.ovoscope.javaagent.program.Train", true, loader)
                .getMethod("main", String[].class)
                .invoke(null, (Object) rest);
    }
}
