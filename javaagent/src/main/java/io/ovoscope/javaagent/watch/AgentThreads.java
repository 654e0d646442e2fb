package io.ovoscope.javaagent.watch;

/** Threads of the agent: daemons, and with its class loader, by which Kafka finds its own classes. */
final class AgentThreads {
    private AgentThreads() {}

    static Thread start(Runnable work) {
        Thread thread = of(work, "ovoscope-attach");
        thread.start();
        return thread;
    }

    static Thread of(Runnable work, String name) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.setContextClassLoader(AgentThreads.class.getClassLoader());
        return thread;
    }
}
