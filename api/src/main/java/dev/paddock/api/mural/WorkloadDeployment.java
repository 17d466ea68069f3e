// SPDX-License-Identifier: Apache-2.0
package dev.paddock.api.mural;

import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;

/** A profile, an environment and variables. */
@Group("mural.sh")
@Version("v1beta1")
@Kind("WorkloadDeployment")
@Plural("workloaddeployments")
@ShortNames("wd")
public final class WorkloadDeployment extends CustomResource<WorkloadDeploymentSpec, WorkloadDeploymentStatus>
        implements Namespaced {}
