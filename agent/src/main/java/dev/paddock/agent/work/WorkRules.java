// SPDX-License-Identifier: Apache-2.0
package dev.paddock.agent.work;

import dev.paddock.agent.kube.Kind;
import dev.paddock.api.ocm.ManifestConfig;
import dev.paddock.api.ocm.ManifestConfig.UpdateStrategy;
import dev.paddock.api.ocm.ManifestConfig.UpdateType;
import dev.paddock.api.ocm.ManifestWorkSpec;
import dev.paddock.api.ocm.ManifestWorkSpec.DeleteOption;
import dev.paddock.api.ocm.ManifestWorkSpec.PropagationPolicy;
import dev.paddock.api.ocm.ManifestWorkSpec.SelectivelyOrphan;
import dev.paddock.api.ocm.ResourceIdentifier;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a work says about single objects: how each is written, what is reported of it, whether it goes with the work. */
final class WorkRules {

    private final ManifestWorkSpec spec;

    WorkRules(ManifestWorkSpec spec) {
        this.spec = spec;
    }

    /** Whether the object is deleted when it leaves the work or the work is deleted. */
    boolean owned(Kind kind, String namespace, String name) {
        DeleteOption option = spec.deleteOption();
        if (option == null) {
            return true;
        }
        return switch (Objects.requireNonNullElse(option.propagationPolicy(), PropagationPolicy.FOREGROUND)) {
            case FOREGROUND -> true;
            case ORPHAN -> false;
            case SELECTIVELY_ORPHAN -> {
                SelectivelyOrphan rules = option.selectivelyOrphans();
                yield rules == null
                        || rules.orphaningRules().stream().noneMatch(rule -> matches(rule, kind, namespace, name));
            }
        };
    }

    UpdateStrategy strategy(Kind kind, String namespace, String name) {
        return configs(kind, namespace, name).stream()
                .map(ManifestConfig::updateStrategy)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(new UpdateStrategy(UpdateType.UPDATE, null));
    }

    /** The first set of rules that matches, as in OCM. */
    List<ManifestConfig.FeedbackRule> feedback(Kind kind, String namespace, String name) {
        Optional<ManifestConfig> first = configs(kind, namespace, name).stream()
                .filter(config -> !config.feedbackRules().isEmpty())
                .findFirst();
        return first.map(ManifestConfig::feedbackRules).orElse(List.of());
    }

    private List<ManifestConfig> configs(Kind kind, String namespace, String name) {
        return spec.manifestConfigs().stream()
                .filter(config -> matches(config.resourceIdentifier(), kind, namespace, name))
                .toList();
    }

    private static boolean matches(ResourceIdentifier rule, Kind kind, String namespace, String name) {
        return rule.group().equals(kind.group())
                && rule.resource().equals(kind.plural())
                && wildcard(Objects.requireNonNullElse(rule.namespace(), ""), namespace)
                && wildcard(rule.name(), name);
    }

    private static boolean wildcard(String pattern, String text) {
        return pattern.equals(text)
                || (pattern.contains("*")
                        && Pattern.matches(Pattern.quote(pattern).replace("*", "\\E.*\\Q"), text));
    }
}
