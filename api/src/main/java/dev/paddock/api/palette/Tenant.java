// SPDX-License-Identifier: Apache-2.0
package dev.paddock.api.palette;

import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;

/** An organisation: groups Projects, caps their GPUs and holds default Settings. */
@Group("palette.ai")
@Version("v1alpha1")
@Kind("Tenant")
@Plural("tenants")
@ShortNames("tnt")
public final class Tenant extends CustomResource<TenantSpec, TenantStatus> {}
