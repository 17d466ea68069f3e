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

/** A component type: its template and how its objects are judged. */
@Description("A component type: its template and how its objects are judged.")
@Group("core.oam.dev")
@Version("v1beta1")
@Kind("ComponentDefinition")
@Plural("componentdefinitions")
@ShortNames("comp")
public final class ComponentDefinition extends CustomResource<ComponentDefinitionSpec, DefinitionStatus>
        implements Namespaced {}
