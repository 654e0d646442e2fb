package io.ovoscope.javaagent;

import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** What is written into {@code fit} of a trainer of {@code ParallelWrapper}, which tells a copy from the original. */
final class TrainerAdvice {
    private TrainerAdvice() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(
            @Advice.FieldValue("originalModel") @Nullable Object original,
            @Advice.FieldValue("replicatedModel") @Nullable Object trained) {
        FitHook.trainer(original, trained);
    }
}
