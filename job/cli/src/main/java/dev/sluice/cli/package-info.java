/**
 * The command {@code sluice}: the engine and the job for people and scripts.
 *
 * <p>One class per command, option groups as picocli mixins, and below them a few plain classes
 * that read (rule packs, event files) and write (results in four forms). What is judged and how is
 * the engine's business; nothing here knows Sigma beyond its words.
 *
 * <p>The commands that change rules read the topics once ({@link dev.sluice.cli.RuleSetState}),
 * make the next manifest of what stands there, propose it with the files that the job may not have
 * ({@link dev.sluice.cli.Proposer}) and, when asked, follow the status topic until every subtask
 * has acknowledged it ({@link dev.sluice.cli.Acknowledgements}). Whether it comes into force the
 * job says alone.
 *
 * <p>Invariant: results go to standard output and nothing else does; messages, summaries and
 * progress go to standard error. A command never ends the process: {@link dev.sluice.cli.Main}
 * turns what it returns or throws into the exit code.
 */
@NullMarked
package dev.sluice.cli;

import org.jspecify.annotations.NullMarked;
