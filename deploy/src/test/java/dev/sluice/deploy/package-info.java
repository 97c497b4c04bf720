/**
 * Checks of what is deployed: the manifests that kustomize makes, against the schemas of the API
 * server and against the job.
 *
 * <p>Nothing here talks to a cluster.
 */
@NullMarked
package dev.sluice.deploy;

import org.jspecify.annotations.NullMarked;
