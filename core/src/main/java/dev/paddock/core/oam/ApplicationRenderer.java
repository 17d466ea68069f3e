// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.oam;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.paddock.core.definition.Definition;
import dev.paddock.core.definition.Definitions;
import dev.paddock.core.definition.ReleaseRenderer;
import dev.paddock.core.definition.TemplateEngine;
import dev.paddock.core.fault.FieldError;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Renders an Application as KubeVela's dry run does: its deploy steps say how often and with which overrides; without one, its components
 * are rendered once as they are. All errors are reported at once. Workflow steps other than {@code deploy} are not looked at.
 */
public final class ApplicationRenderer {

    private final TemplateEngine engine;
    private final Definitions definitions;
    private final ReleaseRenderer releases;

    /** Leaves charts to the controllers of the clusters. */
    public ApplicationRenderer(TemplateEngine engine, Definitions definitions) {
        this(engine, definitions, ReleaseRenderer.LEFT_TO_CONTROLLER);
    }

    public ApplicationRenderer(TemplateEngine engine, Definitions definitions, ReleaseRenderer releases) {
        this.engine = engine;
        this.definitions = definitions;
        this.releases = releases;
    }

    public RenderedApplication render(Application application, RenderSettings settings) {
        return new Run(application, settings).render();
    }

    /** The state of one rendering. */
    private final class Run {
        private final Application application;
        private final RenderSettings settings;
        private final List<FieldError> errors = new ArrayList<>();
        private final List<String> warnings = new ArrayList<>();
        private final List<RenderedApplication.Delivery> deliveries = new ArrayList<>();

        private Run(Application application, RenderSettings settings) {
            this.application = application;
            this.settings = settings;
        }

        private RenderedApplication render() {
            checkPolicies();
            List<DeployStep> steps = DeployStep.of(application, errors);
            if (steps.isEmpty()) {
                deliver(application.name(), application);
            }
            for (DeployStep step : steps) {
                List<Application.Component> components = application.components();
                for (Application.Policy override : step.overrides()) {
                    components = new OverridePolicy(override, errors).apply(components);
                }
                Application changed = application.withComponents(components);
                if (step.topologies().isEmpty()) {
                    deliver(application.name() + " only with override policies", changed);
                }
                for (Application.Policy topology : step.topologies()) {
                    deliver(application.name() + " with topology " + topology.name(), changed);
                }
            }
            return new RenderedApplication(deliveries, distinct(errors), distinct(warnings));
        }

        private void checkPolicies() {
            PolicyCheck check = new PolicyCheck(engine, definitions, errors, warnings);
            application.policies().forEach(check::check);
        }

        private void deliver(String title, Application changed) {
            ComponentRenderer renderer = new ComponentRenderer(
                    engine, definitions, releases, ApplicationSetting.of(changed, settings), errors, warnings);
            List<RenderedApplication.Component> components = new ArrayList<>();
            changed.components().forEach(component -> renderer.render(component).ifPresent(components::add));
            List<RenderedApplication.PolicyObjects> policies = new ArrayList<>();
            changed.policies().stream()
                    .filter(policy -> !PolicyCheck.BUILT_IN.contains(policy.type()))
                    .forEach(policy -> renderer.policy(policy).ifPresent(policies::add));
            deliveries.add(new RenderedApplication.Delivery(title, lastOfEachName(components), policies));
        }

        /** Of components of one name the last one's object is shown for all of them: in a cluster they would be one object too. */
        private static List<RenderedApplication.Component> lastOfEachName(
                List<RenderedApplication.Component> components) {
            Map<String, ObjectNode> mains = new HashMap<>();
            components.forEach(component -> mains.put(component.name(), component.main()));
            return components.stream()
                    .map(component -> new RenderedApplication.Component(
                            component.name(),
                            mains.getOrDefault(component.name(), component.main()),
                            component.parts(),
                            component.chart()))
                    .toList();
        }

        /** A component that is delivered twice has its faults twice. */
        private static <T> List<T> distinct(List<T> findings) {
            return findings.stream().distinct().toList();
        }
    }

    /** The definition, or an error that suggests a near name. */
    static Optional<Definition> find(
            Definitions definitions, Definition.Kind kind, String type, String path, List<FieldError> errors) {
        Optional<Definition> found = definitions.find(kind, type);
        if (found.isEmpty()) {
            errors.add(FieldError.notFound(path + ".type", type, definitions.names(kind)));
        }
        return found;
    }
}
