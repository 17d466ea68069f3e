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

/** A workload as resolved for one cluster, with its health. */
@Description("A workload as resolved for one cluster, with its health; written by controllers only.")
@Group("mural.sh")
@Version("v1beta1")
@Kind("Workload")
@Plural("workloads")
@ShortNames("wl")
public final class Workload extends CustomResource<WorkloadSpec, WorkloadStatus> implements Namespaced {}
