package io.ovoscope.agent.encoding;

import io.ovoscope.agent.activation.WordEncoder;
import java.util.OptionalInt;

/** An encoder that was told its special ids. */
interface MarkedEncoder extends WordEncoder {
    SpecialIds specials();

    @Override
    default OptionalInt unknownId() {
        return specials().unknown();
    }

    @Override
    default OptionalInt startId() {
        return specials().start();
    }

    @Override
    default OptionalInt endId() {
        return specials().end();
    }

    @Override
    default int paddingId() {
        return specials().padding();
    }
}
