// SPDX-License-Identifier: Apache-2.0
package dev.paddock.api.ocm;

import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.Version;

/** One page, of at most a hundred clusters, of the answer to a Placement. */
@Group("cluster.open-cluster-management.io")
@Version("v1beta1")
@Kind("PlacementDecision")
@Plural("placementdecisions")
public final class PlacementDecision extends CustomResource<Void, PlacementDecisionStatus> implements Namespaced {}
