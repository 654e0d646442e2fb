package io.ovoscope.javaagent;

import static net.bytebuddy.matcher.ElementMatchers.isPublic;
import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.not;
import static net.bytebuddy.matcher.ElementMatchers.takesArgument;

import java.lang.instrument.Instrumentation;
import java.util.Set;
import net.bytebuddy.agent.builder.AgentBuilder;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.utility.JavaModule;
import org.jspecify.annotations.Nullable;

/**
 * Changes three classes of DL4J when they are loaded. {@code fit} is the choke point: whatever trains a whole network (the program,
 * {@code EarlyStoppingTrainer}, a trainer of {@code ParallelWrapper}) calls one of its overloads, and most of them are entered before the
 * network's lock is taken and before a workspace is open.
 */
final class Dl4jTransformer {
    private static final Set<String> NETWORKS = Set.of(
            "org.deeplearning4j.nn.multilayer.MultiLayerNetwork", "org.deeplearning4j.nn.graph.ComputationGraph");
    private static final Set<String> TRAINERS = Set.of("org.deeplearning4j.parallelism.trainer.DefaultTrainer");
    private static final String LAYER_WORKSPACES = "org.deeplearning4j.nn.workspace.LayerWorkspaceMgr";

    private Dl4jTransformer() {}

    static void install(Instrumentation instrumentation) {
        new AgentBuilder.Default()
                .disableClassFormatChanges()
                .with(new Failures())
                .type(among(NETWORKS))
                // fit(INDArray, LayerWorkspaceMgr) is a layer's, which networks refuse.
                .transform((builder, type, loader, module, domain) -> builder.visit(Advice.to(FitAdvice.class)
                        .on(named("fit").and(isPublic()).and(not(takesArgument(1, named(LAYER_WORKSPACES)))))))
                .type(among(TRAINERS))
                .transform((builder, type, loader, module, domain) ->
                        builder.visit(Advice.to(TrainerAdvice.class).on(named("fit"))))
                .installOn(instrumentation);
    }

    private static AgentBuilder.RawMatcher among(Set<String> names) {
        return (type, loader, module, redefined, domain) -> names.contains(type.getName()) && seesHook(type, loader);
    }

    /** Class loaders that do not ask the system's would find nobody to call. */
    private static boolean seesHook(TypeDescription type, @Nullable ClassLoader loader) {
        try {
            if (Class.forName(FitHook.class.getName(), false, loader) == FitHook.class) {
                return true;
            }
        } catch (ClassNotFoundException | LinkageError e) {
            // Said below.
        }
        Complaint.say(
                type.getName() + " is loaded by " + loader
                        + ", which does not see the class path: its networks are not watched; attach by a line of code",
                null);
        return false;
    }

    /** The class stays as it was. */
    private static final class Failures extends AgentBuilder.Listener.Adapter {
        @Override
        public void onError(
                String typeName,
                @Nullable ClassLoader loader,
                @Nullable JavaModule module,
                boolean loaded,
                Throwable thrown) {
            if (NETWORKS.contains(typeName) || TRAINERS.contains(typeName)) {
                Complaint.say(typeName + " cannot be changed: its networks are not watched", thrown);
            }
        }
    }
}
