// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.definition;

import dev.paddock.api.mural.Policy;
import dev.paddock.api.mural.WorkloadTemplate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A place in a workload that names a type.
 *
 * @param type as it is written, with the revision if one is asked for
 */
public record TypeUse(Definition.Kind kind, String type, String path) {

    private static final String OVERRIDE = "override";

    /** All of them; an override policy may bring in more components and traits. */
    public static List<TypeUse> in(WorkloadTemplate template, String path) {
        List<TypeUse> uses = new ArrayList<>();
        for (int i = 0; i < template.components().size(); i++) {
            WorkloadTemplate.Component component = template.components().get(i);
            String at = path + ".components[" + i + "]";
            uses.add(new TypeUse(Definition.Kind.COMPONENT, component.type(), at + ".type"));
            for (int j = 0; j < component.traits().size(); j++) {
                uses.add(new TypeUse(
                        Definition.Kind.TRAIT, component.traits().get(j).type(), at + ".traits[" + j + "].type"));
            }
        }
        for (int i = 0; i < template.policies().size(); i++) {
            Policy policy = template.policies().get(i);
            String at = path + ".policies[" + i + "]";
            uses.add(new TypeUse(Definition.Kind.POLICY, policy.type(), at + ".type"));
            if (Definitions.nameOf(policy.type()).equals(OVERRIDE)) {
                overridden(policy.properties().get("components"), at + ".properties.components", uses);
            }
        }
        return uses;
    }

    public String name() {
        return Definitions.nameOf(type);
    }

    private static void overridden(@Nullable Object components, String path, List<TypeUse> uses) {
        entries(components, path, (component, at) -> {
            if (component.get("type") instanceof String type) {
                uses.add(new TypeUse(Definition.Kind.COMPONENT, type, at + ".type"));
            }
            entries(component.get("traits"), at + ".traits", (trait, traitAt) -> {
                if (trait.get("type") instanceof String type && !Boolean.TRUE.equals(trait.get("disable"))) {
                    uses.add(new TypeUse(Definition.Kind.TRAIT, type, traitAt + ".type"));
                }
            });
        });
    }

    private interface Entry {
        void at(Map<?, ?> entry, String path);
    }

    private static void entries(@Nullable Object list, String path, Entry each) {
        if (list instanceof List<?> entries) {
            for (int i = 0; i < entries.size(); i++) {
                if (entries.get(i) instanceof Map<?, ?> entry) {
                    each.at(entry, path + "[" + i + "]");
                }
            }
        }
    }
}
