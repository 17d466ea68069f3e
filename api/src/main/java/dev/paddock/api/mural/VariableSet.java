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

/** The variables of a Project, or in the system namespace those of the whole installation; one of them per namespace. */
@Description(
        "Variables of a Project, or of the whole installation in mural-system; the one of a namespace is named mural-variables.")
@Group("mural.sh")
@Version("v1beta1")
@Kind("VariableSet")
@Plural("variablesets")
@ShortNames("vs")
public final class VariableSet extends CustomResource<VariableSetSpec, VariableSetStatus> implements Namespaced {
    /** The name that every one has, so that there is one per namespace. */
    public static final String NAME = "mural-variables";
}
