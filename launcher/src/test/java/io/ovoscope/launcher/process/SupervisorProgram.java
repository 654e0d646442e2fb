package io.ovoscope.launcher.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A supervisor to be ended from outside: starts three children, prints their process ids, and waits. */
final class SupervisorProgram {

    private SupervisorProgram() {}

    /** Argument: a directory for logs and for the file {@code ended}. */
    public static void main(String[] arguments) throws Exception {
        Path directory = Path.of(arguments[0]);
        try (Children children = Children.supervise(EndingLimits.DEFAULT)) {
            for (String name : List.of("first", "second", "third")) {
                ChildJvm jvm = ChildJvm.service(name, ObedientChild.class, directory.resolve(name + ".log"))
                        .withHeapMebibytes(16)
                        .withArguments(List.of(name, directory.resolve("ended").toString()));
                Child child = children.start(jvm, line -> {});
                child.awaitReady(Duration.ofSeconds(30));
                System.out.println(child.pid());
            }
            System.out.println("all started");
            children.awaitFailure();
        } catch (ChildFailedException e) {
            System.err.println(e.getMessage());
            System.exit(3);
        } catch (InterruptedException e) {
            // Ended from outside: the shutdown hook sees to the children.
        }
    }
}
