package io.ovoscope.javaagent.log;

import java.util.Locale;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.slf4j.ILoggerFactory;
import org.slf4j.Logger;
import org.slf4j.event.Level;

/**
 * Ovoscope's own from INFO, or what the system property {@code ovoscope.log} says (debug, info, warn, error); of the libraries it
 * brings, errors only.
 */
final class StandardErrorLoggers implements ILoggerFactory {
    private static final String PROPERTY = "ovoscope.log";
    private static final String OWN = "io.ovoscope.";
    private static final String LIBRARIES = "io.ovoscope.shaded.";

    private final ConcurrentMap<String, Logger> loggers = new ConcurrentHashMap<>();
    private final Level own = level(System.getProperty(PROPERTY, "info"));

    @Override
    public Logger getLogger(String name) {
        return loggers.computeIfAbsent(name, each -> new StandardErrorLogger(each, least(each), System.err));
    }

    private Level least(String name) {
        return name.startsWith(OWN) && !name.startsWith(LIBRARIES) ? own : Level.ERROR;
    }

    private static Level level(String name) {
        try {
            return Level.valueOf(name.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            return Level.INFO;
        }
    }
}
