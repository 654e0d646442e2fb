package io.ovoscope.javaagent;

import java.net.URL;
import java.net.URLClassLoader;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Loads the agent proper, from the agent's jar, where it sees the DL4J of the program. What the jar holds under names that programs may
 * use too (a dependency on ovoscope-agent, native compression libraries) is taken from the jar, not from the program.
 */
final class AgentClassLoader extends URLClassLoader {
    private static final List<String> OURS =
            List.of("io.ovoscope.", "com.github.luben.zstd.", "net.jpountz.", "org.xerial.snappy.");
    /** Both sides call it: there is one of it. */
    private static final String SHARED = FitListener.class.getName();

    static {
        registerAsParallelCapable();
    }

    /** @param program where DL4J is */
    AgentClassLoader(URL jar, ClassLoader program) {
        super("ovoscope-agent", new URL[] {jar}, program);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (name.equals(SHARED)) {
            return FitListener.class;
        }
        return OURS.stream().anyMatch(name::startsWith) ? fromJar(name, resolve) : super.loadClass(name, resolve);
    }

    /** From the jar first, too: a native library fits the classes that it came with. */
    @Override
    public @Nullable URL getResource(String name) {
        URL ours = findResource(name);
        return ours == null ? super.getResource(name) : ours;
    }

    private Class<?> fromJar(String name, boolean resolve) throws ClassNotFoundException {
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            if (loaded == null) {
                try {
                    loaded = findClass(name);
                } catch (ClassNotFoundException e) {
                    return super.loadClass(name, resolve);
                }
            }
            if (resolve) {
                resolveClass(loaded);
            }
            return loaded;
        }
    }
}
