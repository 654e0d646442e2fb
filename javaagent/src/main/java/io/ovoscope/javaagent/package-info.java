/**
 * What {@code -javaagent:ovoscope-agent.jar} starts, before the program: DL4J's {@code fit} methods are made to say which network is being
 * trained. Nothing here sees DL4J; what does is in {@code watch}, in a class loader that sees the program's.
 */
@NullMarked
package io.ovoscope.javaagent;

import org.jspecify.annotations.NullMarked;
