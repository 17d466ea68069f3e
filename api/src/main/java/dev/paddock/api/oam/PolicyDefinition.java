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

/** A policy type: its parameters and, if it makes any, its objects. */
@Description("A policy type: its parameters and, if it makes any, its objects.")
@Group("core.oam.dev")
@Version("v1beta1")
@Kind("PolicyDefinition")
@Plural("policydefinitions")
@ShortNames("def-policy")
public final class PolicyDefinition extends CustomResource<PolicyDefinitionSpec, DefinitionStatus>
        implements Namespaced {}
