// SPDX-License-Identifier: Apache-2.0
package dev.paddock.api.flux;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import org.jspecify.annotations.Nullable;

/** The repository, the pinned reference, and the Secrets that open it. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record OCIRepositorySpec(
        @Required @Pattern("^oci://.*$") String url,
        @Nullable Reference ref,
        @Nullable LayerSelector layerSelector,
        @Default("generic") @Nullable Provider provider,
        @Nullable LocalReference secretRef,
        @Nullable String serviceAccountName,
        @Nullable LocalReference certSecretRef,
        @Nullable LocalReference proxySecretRef,
        @Nullable Verify verify,

        @Required @Pattern("^([0-9]+(\\.[0-9]+)?(ms|s|m|h))+$")
        String interval,

        @Default("60s") @Pattern("^([0-9]+(\\.[0-9]+)?(ms|s|m))+$") @Nullable
        String timeout,

        @Nullable String ignore,
        @Nullable Boolean insecure,
        @Nullable Boolean suspend) {

    /** A digest wins over a version range, which wins over a tag. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Reference(
            @Nullable String digest,
            @Nullable String semver,
            @Nullable String semverFilter,
            @Nullable String tag) {}

    /** Which layer is taken and whether it is unpacked. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record LayerSelector(
            @Nullable String mediaType, @Nullable LayerOperation operation) {}

    /** What is done with the chosen layer. */
    public enum LayerOperation {
        @JsonProperty("extract")
        EXTRACT,
        @JsonProperty("copy")
        COPY
    }

    /** Whose signature an artifact needs before it is used. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Verify(
            @Required @Default("cosign") VerifyProvider provider,
            @Nullable LocalReference secretRef) {}

    /** Whose form of signature is meant. */
    public enum VerifyProvider {
        @JsonProperty("cosign")
        COSIGN,
        @JsonProperty("notation")
        NOTATION
    }

    /** Whose login is used at the registry. */
    public enum Provider {
        @JsonProperty("generic")
        GENERIC,
        @JsonProperty("aws")
        AWS,
        @JsonProperty("azure")
        AZURE,
        @JsonProperty("gcp")
        GCP
    }
}
