// SPDX-License-Identifier: Apache-2.0
package dev.paddock.api.palette;

import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;

/** GPU limits and defaults used by MLPlatforms. */
@Group("palette.ai")
@Version("v1alpha1")
@Kind("ComputeProfile")
@Plural("computeprofiles")
@ShortNames("cprof")
public final class ComputeProfile extends CustomResource<ComputeProfileSpec, ComputeProfileStatus>
        implements Namespaced {}
