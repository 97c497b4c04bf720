/**
 * Records that a host wrote of one and the same thing, joined to one event.
 *
 * <p>The Linux audit daemon writes a system call as several records with one id: the call, the
 * arguments of a program, its folder, the files it touched. {@link
 * dev.sluice.engine.join.RecordJoin} gathers those of one host until event time has passed theirs
 * by a wait, and makes of them one document ({@link dev.sluice.engine.join.JoinedEvent}) that a
 * mapping table of its own gives Sigma fields to. What is missing is said in it.
 *
 * <p>Knows events and no rules, and no stream: where records wait is a {@link
 * dev.sluice.engine.join.JoinStore}.
 *
 * <p>Invariant: every record that is taken is in exactly one joined event. Which, and what that
 * event says, depends on the records and on where the clock stands when they come; among those that
 * come in time not on their order.
 */
@NullMarked
package dev.sluice.engine.join;

import org.jspecify.annotations.NullMarked;
