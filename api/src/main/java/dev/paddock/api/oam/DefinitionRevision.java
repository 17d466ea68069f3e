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

/** What a profile or a definition said when its spec was changed; written by controllers only, and never changed. */
@Description("An immutable snapshot of a WorkloadProfile or a definition under its version; written by the hub only.")
@Group("core.oam.dev")
@Version("v1beta1")
@Kind("DefinitionRevision")
@Plural("definitionrevisions")
@ShortNames("defrev")
public final class DefinitionRevision extends CustomResource<DefinitionRevisionSpec, Void> implements Namespaced {}
