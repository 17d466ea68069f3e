// SPDX-License-Identifier: Apache-2.0
package dev.paddock.api.oam;

import dev.paddock.api.schema.Description;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;

/** A type of workflow step. It is kept and checked; steps do not run yet. */
@Description("A type of workflow step. It is kept and checked; steps do not run yet.")
@Group("core.oam.dev")
@Version("v1beta1")
@Kind("WorkflowStepDefinition")
@Plural("workflowstepdefinitions")
@ShortNames("workflowstep")
public final class WorkflowStepDefinition extends CustomResource<WorkflowStepDefinitionSpec, DefinitionStatus>
        implements Namespaced {}
