// SPDX-License-Identifier: Apache-2.0
package dev.paddock.api.mural;

import dev.paddock.api.schema.Description;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;

/** A profile, an environment and variables. */
@Description("A workload, the environment it runs in and the values of its variables.")
@Group("mural.sh")
@Version("v1beta1")
@Kind("WorkloadDeployment")
@Plural("workloaddeployments")
@ShortNames("wd")
@ValidationRule(
        value = "self.metadata.name.size() <= 63 && self.metadata.name.matches('^[a-z0-9]([-a-z0-9]*[a-z0-9])?$')",
        messageExpression =
                "'\"' + self.metadata.name + '\": must be a DNS label: at most 63 of a-z, 0-9 and -, starting and ending with a letter or digit, without dots'",
        reason = "FieldValueInvalid",
        fieldPath = ".metadata.name")
public final class WorkloadDeployment extends CustomResource<WorkloadDeploymentSpec, WorkloadDeploymentStatus>
        implements Namespaced {}
