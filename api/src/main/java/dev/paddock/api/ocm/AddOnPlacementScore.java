// SPDX-License-Identifier: Apache-2.0
package dev.paddock.api.ocm;

import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.Version;

/** Scores that an add-on gives one cluster, for Placements to weigh. */
@Group("cluster.open-cluster-management.io")
@Version("v1alpha1")
@Kind("AddOnPlacementScore")
@Plural("addonplacementscores")
public final class AddOnPlacementScore extends CustomResource<Void, AddOnPlacementScoreStatus> implements Namespaced {}
