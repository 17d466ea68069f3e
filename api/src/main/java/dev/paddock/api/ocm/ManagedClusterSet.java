// SPDX-License-Identifier: Apache-2.0
package dev.paddock.api.ocm;

import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;

/** A group of clusters, by exclusive label or by label selector. */
@Group("cluster.open-cluster-management.io")
@Version("v1beta2")
@Kind("ManagedClusterSet")
@Plural("managedclustersets")
@ShortNames({"mclset", "mclsets"})
@AdditionalPrinterColumn(
        name = "Empty",
        jsonPath = ".status.conditions[?(@.type==\"ClusterSetEmpty\")].status",
        type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(
        name = "Age",
        jsonPath = ".metadata.creationTimestamp",
        type = AdditionalPrinterColumn.Type.DATE)
public final class ManagedClusterSet extends CustomResource<ManagedClusterSetSpec, ConditionsStatus> {}
