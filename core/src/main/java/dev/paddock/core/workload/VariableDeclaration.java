// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.workload;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * One entry of a variable set.
 *
 * @param value the level's own value, or null
 * @param secret where the value is kept instead, or null
 * @param required whether some level must give a value
 * @param locked whether no stronger level may give another
 */
public record VariableDeclaration(
        String name,
        VariableType type,
        @Nullable JsonNode value,
        @Nullable SecretKey secret,
        boolean required,
        boolean locked) {}
