/** Tests of the texts: what is read, split, held out and numbered. */
@NullMarked
package io.ovoscope.demo.corpus;

import org.jspecify.annotations.NullMarked;
