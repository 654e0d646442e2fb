/** Small causal language models in DL4J, and the loop that trains them. */
@NullMarked
package io.ovoscope.demo.model;

import org.jspecify.annotations.NullMarked;
