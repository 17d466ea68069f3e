// SPDX-License-Identifier: Apache-2.0
package dev.paddock.api.common;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** One key of a Secret in the same namespace. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record SecretKeyReference(
        @Required @Size(min = 1, max = 253) String name,
        @Required @Size(min = 1, max = 253) String key) {}
