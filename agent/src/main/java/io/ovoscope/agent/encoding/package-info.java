/** From words to the ids that a network reads, and the files that say how: whole words, word pieces, byte pairs, characters, own functions. */
@NullMarked
package io.ovoscope.agent.encoding;

import org.jspecify.annotations.NullMarked;
