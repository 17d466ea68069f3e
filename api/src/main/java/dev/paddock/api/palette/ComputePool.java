// SPDX-License-Identifier: Apache-2.0
package dev.paddock.api.palette;

import dev.paddock.api.schema.Description;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;

/** Clusters made from machines; each becomes a spoke. */
@Description("Clusters made from machines; each becomes a spoke.")
@Group("palette.ai")
@Version("v1alpha1")
@Kind("ComputePool")
@Plural("computepools")
@ShortNames("pool")
@ValidationRule(
        value = "self.metadata.name.matches('^[a-z][a-z0-9-]{1,31}[a-z0-9]$')",
        messageExpression =
                "'\"' + self.metadata.name + '\": must be 3 to 33 of a-z, 0-9 and -, starting with a letter and ending with a letter or digit'",
        reason = "FieldValueInvalid",
        fieldPath = ".metadata.name")
public final class ComputePool extends CustomResource<ComputePoolSpec, ComputePoolStatus> implements Namespaced {}
