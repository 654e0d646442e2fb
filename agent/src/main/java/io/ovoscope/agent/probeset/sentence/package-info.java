/** Sentences with what is known about them, and the readers that get them from files. */
@NullMarked
package io.ovoscope.agent.probeset.sentence;

import org.jspecify.annotations.NullMarked;
