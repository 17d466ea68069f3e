// SPDX-License-Identifier: Apache-2.0
package dev.paddock.api.ocm;

import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;

/** Lets the Placements of a namespace choose from one cluster set. */
@Group("cluster.open-cluster-management.io")
@Version("v1beta2")
@Kind("ManagedClusterSetBinding")
@Plural("managedclustersetbindings")
@ShortNames({"mclsetbinding", "mclsetbindings"})
public final class ManagedClusterSetBinding extends CustomResource<ManagedClusterSetBindingSpec, ConditionsStatus>
        implements Namespaced {}
