/**
 * What travels on the control, rule set and status topics, and who may change the rules in force.
 *
 * <pre>
 * SigningKey -- signs --&gt; Envelope(payload = RuleSetManifest as JSON) -- Admission --&gt; Admitted
 * ManifestEdit -- makes the next --&gt; RuleSetManifest                        |        Duplicate
 *                                                                         +------&gt; Rejection
 * </pre>
 *
 * <p>The layer knows no Flink and no Kafka, so that the job and the command line share it: both
 * read with the same strictness, and {@link dev.sluice.stream.control.Admission} is the one judge
 * of who signed and of what follows what. Whether the rules compile is judged above. The public
 * records have plain components, which Flink's own record serializer holds as well.
 *
 * <p>Reading is strict: an unknown or repeated key, a wrong type, a missing key or a text out of
 * form is an {@link dev.sluice.stream.control.InputProblem} with its place. Writing is
 * deterministic: the keys have a fixed order and what is empty is left out.
 *
 * <p>Invariants: no input byte makes this package throw. Nothing in a payload is looked at before
 * its signatures are found good.
 */
@NullMarked
package dev.sluice.stream.control;

import org.jspecify.annotations.NullMarked;
