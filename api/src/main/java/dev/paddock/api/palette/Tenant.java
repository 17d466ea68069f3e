// SPDX-License-Identifier: Apache-2.0
package dev.paddock.api.palette;

import dev.paddock.api.schema.Description;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;

/** An organisation: groups Projects, caps their GPUs and holds default Settings. */
@Description("An organisation: groups Projects, caps their GPUs and holds default Settings.")
@Group("palette.ai")
@Version("v1alpha1")
@Kind("Tenant")
@Plural("tenants")
@ShortNames("tnt")
@ValidationRule(
        value = "self.metadata.name.size() <= 56 && self.metadata.name.matches('^[a-z0-9]([-a-z0-9]*[a-z0-9])?$')",
        messageExpression =
                "'\"' + self.metadata.name + '\": must be a DNS label of at most 56 characters, because it names the namespace tenant-' + self.metadata.name",
        reason = "FieldValueInvalid",
        fieldPath = ".metadata.name")
public final class Tenant extends CustomResource<TenantSpec, TenantStatus> {}
