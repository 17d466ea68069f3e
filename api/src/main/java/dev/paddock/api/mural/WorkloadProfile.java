// SPDX-License-Identifier: Apache-2.0
package dev.paddock.api.mural;

import dev.paddock.api.schema.Description;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;

/** A reusable workload template. */
@Description("A reusable workload template with the variables it takes.")
@Group("mural.sh")
@Version("v1beta1")
@Kind("WorkloadProfile")
@Plural("workloadprofiles")
@ShortNames("wp")
public final class WorkloadProfile extends CustomResource<WorkloadProfileSpec, WorkloadProfileStatus>
        implements Namespaced {}
