// SPDX-License-Identifier: Apache-2.0
package dev.paddock.api.ocm;

import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.Version;

/** The spoke's own record of what a ManifestWork applied, so that it can be removed even when the hub is gone. */
@Group("work.open-cluster-management.io")
@Version("v1")
@Kind("AppliedManifestWork")
@Plural("appliedmanifestworks")
public final class AppliedManifestWork extends CustomResource<AppliedManifestWorkSpec, AppliedManifestWorkStatus> {}
