// SPDX-License-Identifier: Apache-2.0
package dev.paddock.api.ocm;

import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.Version;

/** Objects that the agent of one cluster shall apply, and what became of them. */
@Group("work.open-cluster-management.io")
@Version("v1")
@Kind("ManifestWork")
@Plural("manifestworks")
public final class ManifestWork extends CustomResource<ManifestWorkSpec, ManifestWorkStatus> implements Namespaced {}
