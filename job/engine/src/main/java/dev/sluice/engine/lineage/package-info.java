/**
 * Process lineage: which processes started on a host, who their parents were, and what an event may
 * be told of them.
 *
 * <p>Takes field values from {@code event}; {@code match} asks it while it judges. What it keeps is
 * behind {@link dev.sluice.engine.lineage.ProcessStore}: a heap for files, keyed state in the job.
 *
 * <p>Invariant: what is known of a process is a function of the process creations of one host that
 * came before in the same origin (topic and partition, or file), in their order there. Neither the
 * clock, nor the rules, nor what other origins bring in between has a part in it.
 */
@NullMarked
package dev.sluice.engine.lineage;

import org.jspecify.annotations.NullMarked;
