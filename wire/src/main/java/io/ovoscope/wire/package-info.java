/**
 * What crosses a topic: the records, and the one codec that carries each. A leaf: no DL4J, no Kafka.
 *
 * <p>{@code docs/wire-format.md} specifies every byte, for a trainer in another language.
 */
@NullMarked
package io.ovoscope.wire;

import org.jspecify.annotations.NullMarked;
