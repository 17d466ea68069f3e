// SPDX-License-Identifier: Apache-2.0
package dev.paddock.agent.output;

import java.util.Map;

/**
 * What a workload put out so far, by the path that macros name.
 *
 * @param shown values that everybody may see
 * @param hidden values that come out of Secrets
 */
public record ReadOutputs(Map<String, Object> shown, Map<String, HiddenValue> hidden) {
    public ReadOutputs {
        shown = Map.copyOf(shown);
        hidden = Map.copyOf(hidden);
    }
}
