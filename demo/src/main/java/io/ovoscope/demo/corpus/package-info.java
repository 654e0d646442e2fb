/** The texts the demonstration's models are trained and probed on: WordNet glosses or a treebank, and nothing twice. */
@NullMarked
package io.ovoscope.demo.corpus;

import org.jspecify.annotations.NullMarked;
