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

/** A trait type: what it adds to a component or changes of it. */
@Description("A trait type: what it adds to a component or changes of it.")
@Group("core.oam.dev")
@Version("v1beta1")
@Kind("TraitDefinition")
@Plural("traitdefinitions")
@ShortNames("trait")
public final class TraitDefinition extends CustomResource<TraitDefinitionSpec, DefinitionStatus>
        implements Namespaced {}
