// SPDX-License-Identifier: Apache-2.0
package dev.paddock.api.palette;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.paddock.api.schema.Description;
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
@Description("What the tenant is and may use.")
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record TenantSpec(
        @Description("Name for people, at most 63 characters; the object's name by default.") @Nullable @Size(max = 63)
        String displayName,

        @Description("What the tenant is, at most 1024 characters.") @Nullable @Size(max = 1024)
        String description,

        @Description("OIDC groups that administer the tenant. Not yet supported: setting it is refused.") @Nullable
        RoleMapping tenantRoleMapping,

        @Description("Default Settings of all projects. Not yet supported: setting it is refused.") @Nullable
        SettingsRef settingsRef,

        @Description("Most GPUs by family over all projects, in whole GPUs; * binds each family without its own key.")
        @Size(max = 64)
        Map<String, @Min(0) Long> gpuLimits,

        @Description("Which bundle serves which model, after the project's own. Not yet supported: setting it "
                + "is refused.")
        @Size(max = 200)
        @ListKeys("name")
        List<ModelMapping> modelMappings,

        @Description("Which models may be served, besides the project's own rules. Not yet supported: setting "
                + "it is refused.")
        @Nullable
        ModelGovernance modelGovernance,

        @Description("True deletes the namespace tenant-NAME with the tenant, unless its Settings are in use; "
                + "false by default.")
        @Default("false")
        @Nullable
        Boolean cleanupNamespace) {
    public TenantSpec {
        gpuLimits = Immutable.map(gpuLimits);
        modelMappings = Immutable.list(modelMappings);
    }

    /** OIDC groups whose members administer the Tenant. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record RoleMapping(
            @Description("OIDC groups whose members administer the tenant.") @Size(max = 200) @SetList
            List<String> groups) {
        public RoleMapping {
            groups = Immutable.list(groups);
        }
    }

    /** Names Settings in one of the Tenant's namespaces. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record SettingsRef(
            @Description("Name of the Settings.") @Required @Size(min = 1, max = 253)
            String name,

            @Description("Namespace of the Settings: one of the tenant's own.") @Required @Size(min = 1, max = 63)
            String namespace) {}
}
