/**
 * Attaches to a training network and reports on it: {@link io.ovoscope.agent.OvoscopeAgent} joins the rooms of the agent in the order
 * of the line.
 */
@NullMarked
package io.ovoscope.agent;

import org.jspecify.annotations.NullMarked;
