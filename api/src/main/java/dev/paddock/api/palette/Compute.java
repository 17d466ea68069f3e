// SPDX-License-Identifier: Apache-2.0
package dev.paddock.api.palette;

import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;

/** Live inventory of free machines. */
@Group("palette.ai")
@Version("v1alpha1")
@Kind("Compute")
@Plural("computes")
@ShortNames("cmp")
public final class Compute extends CustomResource<ComputeSpec, ComputeStatus> implements Namespaced {}
