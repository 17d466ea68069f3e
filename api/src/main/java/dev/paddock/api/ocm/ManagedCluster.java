// SPDX-License-Identifier: Apache-2.0
package dev.paddock.api.ocm;

import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;

/** A cluster as the hub knows it; its desired state is the hub's, its status the agent's. */
@Group("cluster.open-cluster-management.io")
@Version("v1")
@Kind("ManagedCluster")
@Plural("managedclusters")
@ShortNames({"mcl", "mcls"})
@AdditionalPrinterColumn(
        name = "Hub Accepted",
        jsonPath = ".spec.hubAcceptsClient",
        type = AdditionalPrinterColumn.Type.BOOLEAN)
@AdditionalPrinterColumn(
        name = "Joined",
        jsonPath = ".status.conditions[?(@.type==\"ManagedClusterJoined\")].status",
        type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(
        name = "Available",
        jsonPath = ".status.conditions[?(@.type==\"ManagedClusterConditionAvailable\")].status",
        type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(
        name = "Age",
        jsonPath = ".metadata.creationTimestamp",
        type = AdditionalPrinterColumn.Type.DATE)
public final class ManagedCluster extends CustomResource<ManagedClusterSpec, ManagedClusterStatus> {}
