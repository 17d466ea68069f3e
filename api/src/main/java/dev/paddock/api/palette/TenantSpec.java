// SPDX-License-Identifier: Apache-2.0
package dev.paddock.api.palette;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.paddock.api.schema.ListKeys;
import dev.paddock.api.schema.SetList;
import dev.paddock.api.value.Immutable;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a Tenant is. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record TenantSpec(
        @Nullable @Size(max = 63) String displayName,
        @Nullable @Size(max = 1024) String description,
        @Nullable RoleMapping tenantRoleMapping,
        @Nullable SettingsRef settingsRef,
        @Size(max = 64) Map<String, @Min(0) Long> gpuLimits,
        @Size(max = 200) @ListKeys("name") List<ModelMapping> modelMappings,
        @Nullable ModelGovernance modelGovernance,
        @Default("false") @Nullable Boolean cleanupNamespace) {
    public TenantSpec {
        gpuLimits = Immutable.map(gpuLimits);
        modelMappings = Immutable.list(modelMappings);
    }

    /** OIDC groups whose members administer the Tenant. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record RoleMapping(@Size(max = 200) @SetList List<String> groups) {
        public RoleMapping {
            groups = Immutable.list(groups);
        }
    }

    /** Names Settings in one of the Tenant's namespaces. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record SettingsRef(
            @Required @Size(min = 1, max = 253) String name,
            @Required @Size(min = 1, max = 63) String namespace) {}
}
