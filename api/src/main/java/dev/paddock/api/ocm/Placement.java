// SPDX-License-Identifier: Apache-2.0
package dev.paddock.api.ocm;

import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.Version;

/** A question to the scheduler: which clusters of the bound sets shall take the work? */
@Group("cluster.open-cluster-management.io")
@Version("v1beta1")
@Kind("Placement")
@Plural("placements")
@AdditionalPrinterColumn(
        name = "Succeeded",
        jsonPath = ".status.conditions[?(@.type==\"PlacementSatisfied\")].status",
        type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(
        name = "Reason",
        jsonPath = ".status.conditions[?(@.type==\"PlacementSatisfied\")].reason",
        type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(
        name = "SelectedClusters",
        jsonPath = ".status.numberOfSelectedClusters",
        type = AdditionalPrinterColumn.Type.INTEGER)
public final class Placement extends CustomResource<PlacementSpec, PlacementStatus> implements Namespaced {}
