// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.oam;

import dev.paddock.core.definition.Definitions;
import dev.paddock.core.definition.ReleaseRenderer;
import dev.paddock.core.definition.TemplateEngine;
import dev.paddock.core.fault.FieldError;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Renders what is delivered through an Environment and not by steps of a workflow: every {@code override} policy is applied, policies with
 * a definition of their own make their objects, and those about single objects are only checked here: what they say goes with the objects
 * (package {@code policy}).
 */
public final class WorkloadObjects {

    private static final String OVERRIDE = "override";

    /** What a policy says that has no place here, with what to do instead. */
    private static final Map<String, String> ELSEWHERE = Map.of(
            "topology", "the Environment says which clusters a workload goes to",
            "env-binding", "write override policies; the Environment says which clusters a workload goes to",
            "replication",
                    "only a deploy step of a workflow delivers components once for each key; write one component for each"
                            + " key, or one deployment with a variable");

    private final TemplateEngine engine;
    private final Definitions definitions;
    private final ReleaseRenderer releases;

    public WorkloadObjects(TemplateEngine engine, Definitions definitions, ReleaseRenderer releases) {
        this.engine = engine;
        this.definitions = definitions;
        this.releases = releases;
    }

    /**
     * What came out.
     *
     * @param rendered what was rendered: the workload with its overrides
     * @param errors why the objects may not be used; empty when they may
     */
    public record Result(
            Application rendered,
            List<RenderedApplication.Component> components,
            List<RenderedApplication.PolicyObjects> policies,
            List<FieldError> errors,
            List<String> warnings) {
        public Result {
            components = List.copyOf(components);
            policies = List.copyOf(policies);
            errors = List.copyOf(errors);
            warnings = List.copyOf(warnings);
        }
    }

    public Result render(Application application, DeliverySetting setting) {
        List<FieldError> errors = new ArrayList<>();
        List<String> warnings = new ArrayList<>();
        List<Application.Component> changed = overridden(application, errors, warnings);
        ComponentRenderer renderer = new ComponentRenderer(engine, definitions, releases, setting, errors, warnings);
        List<RenderedApplication.Component> components = new ArrayList<>();
        changed.forEach(component -> renderer.render(component).ifPresent(components::add));
        List<RenderedApplication.PolicyObjects> policies = new ArrayList<>();
        application.policies().stream()
                .filter(policy -> !PolicyCheck.BUILT_IN.contains(policy.type()))
                .forEach(policy -> renderer.policy(policy).ifPresent(policies::add));
        return new Result(application.withComponents(changed), components, policies, errors, warnings);
    }

    private List<Application.Component> overridden(
            Application application, List<FieldError> errors, List<String> warnings) {
        PolicyCheck check = new PolicyCheck(engine, definitions, errors, warnings);
        List<Application.Component> components = application.components();
        for (Application.Policy policy : application.policies()) {
            Optional<FieldError> refused = refusal(policy.path() + ".type", policy.type());
            if (refused.isPresent()) {
                errors.add(refused.get());
                continue;
            }
            check.check(policy);
            if (policy.type().equals(OVERRIDE)) {
                components = new OverridePolicy(policy, errors).apply(components);
            }
        }
        return components;
    }

    /** Why a workload may not have a policy of this type, whatever it says. */
    public static Optional<FieldError> refusal(String path, String type) {
        return Optional.ofNullable(ELSEWHERE.get(type)).map(words -> FieldError.forbidden(path, type + ": " + words));
    }
}
