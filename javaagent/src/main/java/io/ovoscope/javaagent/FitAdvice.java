package io.ovoscope.javaagent;

import net.bytebuddy.asm.Advice;

/** What is written into {@code fit} of {@code MultiLayerNetwork} and {@code ComputationGraph}; nothing that it throws leaves it. */
final class FitAdvice {
    private FitAdvice() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(@Advice.This Object network) {
        FitHook.enter(network);
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(@Advice.This Object network) {
        FitHook.exit(network);
    }
}
