// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.paddock.api.mural.Policy;
import dev.paddock.api.mural.WorkloadTemplate;
import dev.paddock.core.fault.FieldError;
import dev.paddock.core.oam.Application;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The policies of one workload that are about its objects. Of each type the first rule that selects an object counts for it. Says what
 * is to be done and does none of it.
 */
public final class ObjectPolicies {

    /**
     * A rule and what it says.
     *
     * @param path where it was written
     */
    private record Rule<T>(String path, ObjectSelector selector, T says) {}

    private record Update(boolean replace, List<FieldPath> recreate) {}

    private static final String SECRET = "Secret";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<Rule<Removal>> removals = new ArrayList<>();
    private final List<Rule<Boolean>> orphaning = new ArrayList<>();
    private final List<Rule<ApplyOnce>> once = new ArrayList<>();
    private final List<Rule<Update>> updates = new ArrayList<>();
    private final List<Rule<Boolean>> readOnly = new ArrayList<>();
    private final List<Rule<Boolean>> takeOver = new ArrayList<>();
    private final List<Rule<Boolean>> shared = new ArrayList<>();
    private boolean onceForAll;
    private boolean keepsLegacy;

    private final List<FieldError> errors = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();

    private ObjectPolicies() {}

    /** @param policies those of other types are passed over */
    public static ObjectPolicies of(List<Application.Policy> policies) {
        ObjectPolicies read = new ObjectPolicies();
        policies.forEach(read::read);
        return read;
    }

    /** @param path where the template sits in its object */
    public static ObjectPolicies ofTemplate(String path, WorkloadTemplate template) {
        ObjectPolicies read = new ObjectPolicies();
        for (int i = 0; i < template.policies().size(); i++) {
            Policy policy = template.policies().get(i);
            read.read(new Application.Policy(
                    policy.name(),
                    policy.type(),
                    JSON.valueToTree(policy.properties()),
                    true,
                    path + ".policies[" + i + "]"));
        }
        return read;
    }

    /** What cannot be done, whatever the objects are. */
    public List<FieldError> errors() {
        return List.copyOf(errors);
    }

    /** What has no effect. */
    public List<String> warnings() {
        return List.copyOf(warnings);
    }

    /** Whether objects may outlive the deployment, and so the namespace has to. */
    public boolean leavesObjectsBehind() {
        return removals.stream().anyMatch(rule -> rule.says() == Removal.NEVER);
    }

    /**
     * What they say of an object that has its name and labels.
     *
     * @param componentType of the component it belongs to; blank for what a policy makes
     */
    public Treatment treatment(ObjectNode object, String componentType) {
        Removal removal = first(removals, object, componentType).orElse(Removal.ON_UPDATE);
        Optional<Update> update = first(updates, object, componentType);
        return new Treatment(
                keepsLegacy && removal == Removal.ON_UPDATE ? Removal.ON_DELETE : removal,
                first(orphaning, object, componentType).orElse(false),
                once(object, componentType),
                update.map(Update::replace).orElse(false),
                update.map(Update::recreate).orElse(List.of()),
                first(readOnly, object, componentType).isPresent(),
                first(takeOver, object, componentType).isPresent(),
                first(shared, object, componentType).isPresent());
    }

    /** Why what they say of this very object cannot be done. */
    public Optional<FieldError> refusal(ObjectNode object, String componentType) {
        if (!object.path("kind").asText().equals(SECRET)) {
            return Optional.empty();
        }
        return once.stream()
                .filter(rule -> rule.selector().matches(object, componentType))
                .findFirst()
                .filter(rule -> rule.says().affect() == ApplyOnce.Affect.ON_UPDATE)
                .filter(rule -> rule.says().paths().stream()
                        .anyMatch(path -> path.isWithin("data") || path.isWithin("stringData")))
                .map(rule -> FieldError.forbidden(
                        rule.path() + ".strategy.affect",
                        "onUpdate writes down the value that a new version found, which for Secret \""
                                + object.path("metadata").path("name").asText()
                                + "\" would be in the open; use always or onStateKeep"));
    }

    private Optional<ApplyOnce> once(ObjectNode object, String componentType) {
        Optional<ApplyOnce> ruled = first(once, object, componentType);
        return ruled.isPresent() || !onceForAll
                ? ruled
                : Optional.of(new ApplyOnce(ApplyOnce.Affect.ON_STATE_KEEP, List.of()));
    }

    private static <T> Optional<T> first(List<Rule<T>> rules, ObjectNode object, String componentType) {
        return rules.stream()
                .filter(rule -> rule.selector().matches(object, componentType))
                .map(Rule::says)
                .findFirst();
    }

    private void read(Application.Policy policy) {
        String at = policy.path() + ".properties";
        switch (policy.type()) {
            case "garbage-collect" -> garbageCollect(at, policy.properties());
            case "apply-once" -> applyOnce(at, policy.properties());
            case "resource-update" -> rules(at, policy).forEach(rule -> update(rule));
            case "read-only" -> rules(at, policy).forEach(rule -> readOnly.add(saying(rule, true)));
            case "take-over" -> rules(at, policy).forEach(rule -> takeOver.add(saying(rule, true)));
            case "shared-resource" -> rules(at, policy).forEach(rule -> shared.add(saying(rule, true)));
            default -> {}
        }
    }

    private void garbageCollect(String at, ObjectNode properties) {
        keepsLegacy |= properties.path("keepLegacyResource").asBoolean();
        if (properties.path("continueOnFailure").asBoolean()) {
            warnings.add(at + ".continueOnFailure: has no effect: no workflow delivers a workload");
        }
        if (properties.has("applicationRevisionLimit")) {
            warnings.add(
                    at + ".applicationRevisionLimit: has no effect: the revisions are those of the profile, and the"
                            + " 20 newest unused ones are kept");
        }
        for (Rule<JsonNode> rule : rules(at, properties)) {
            removals.add(saying(
                    rule, Removal.of(rule.says().path("strategy").asText()).orElse(Removal.ON_UPDATE)));
            if (rule.says().has("propagation")) {
                orphaning.add(
                        saying(rule, rule.says().path("propagation").asText().equals("orphan")));
            }
        }
    }

    private void applyOnce(String at, ObjectNode properties) {
        List<Rule<JsonNode>> rules = rules(at, properties);
        if (!properties.path("enable").asBoolean()) {
            if (!rules.isEmpty()) {
                warnings.add(at + ".enable: is not true, so the rules have no effect");
            }
            return;
        }
        // An empty list of rules is a list: it is about no object.
        onceForAll |= !properties.has("rules");
        for (Rule<JsonNode> rule : rules) {
            JsonNode strategy = rule.says().path("strategy");
            String affect = strategy.path("affect").asText(ApplyOnce.Affect.ALWAYS.text());
            Optional<ApplyOnce.Affect> known = ApplyOnce.Affect.of(affect);
            if (known.isEmpty()) {
                errors.add(FieldError.unsupported(
                        rule.path() + ".strategy.affect",
                        affect,
                        Arrays.stream(ApplyOnce.Affect.values())
                                .map(ApplyOnce.Affect::text)
                                .toList()));
                continue;
            }
            onceFields(rule, known.get(), strategy.path("path"));
        }
    }

    private void onceFields(Rule<JsonNode> rule, ApplyOnce.Affect affect, JsonNode named) {
        String at = rule.path() + ".strategy.path";
        if (named.isEmpty()) {
            errors.add(FieldError.required(at, "name the fields, or * for the whole object"));
            return;
        }
        boolean whole = ObjectSelector.texts(named).contains(ApplyOnce.EVERYTHING);
        if (whole && affect == ApplyOnce.Affect.ON_UPDATE) {
            errors.add(FieldError.forbidden(
                    at,
                    "* with onUpdate would put back a version that is no longer delivered; name the fields, or leave"
                            + " affect out to leave the whole object alone"));
            return;
        }
        once.add(saying(rule, new ApplyOnce(affect, whole ? List.of() : paths(at, named))));
    }

    private void update(Rule<JsonNode> rule) {
        JsonNode strategy = rule.says().path("strategy");
        updates.add(saying(
                rule,
                new Update(
                        strategy.path("op").asText().equals("replace"),
                        paths(rule.path() + ".strategy.recreateFields", strategy.path("recreateFields")))));
    }

    private List<FieldPath> paths(String at, JsonNode list) {
        List<FieldPath> paths = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            String text = list.get(i).asText();
            try {
                FieldPath path = FieldPath.parse(text);
                if (named(path)) {
                    errors.add(FieldError.forbidden(at + "[" + i + "]", "\"" + text + "\" says which object it is"));
                }
                paths.add(path);
            } catch (IllegalArgumentException malformed) {
                errors.add(FieldError.invalid(at + "[" + i + "]", text, String.valueOf(malformed.getMessage())));
            }
        }
        return paths;
    }

    /** Also a field that holds what says which object it is. */
    private static boolean named(FieldPath path) {
        return path.isWithin("apiVersion")
                || path.isWithin("kind")
                || path.isWithin("metadata", "name")
                || path.isWithin("metadata", "namespace")
                || (path.isWithin("metadata") && path.steps().size() == 1);
    }

    private List<Rule<JsonNode>> rules(String at, Application.Policy policy) {
        return rules(at, policy.properties());
    }

    private List<Rule<JsonNode>> rules(String at, ObjectNode properties) {
        List<Rule<JsonNode>> rules = new ArrayList<>();
        JsonNode written = properties.path("rules");
        for (int i = 0; i < written.size(); i++) {
            String path = at + ".rules[" + i + "]";
            ObjectSelector selector = ObjectSelector.of(written.get(i).path("selector"));
            if (selector.isEmpty()) {
                warnings.add(path + ".selector: is empty, so the rule is about no object");
            }
            rules.add(new Rule<>(path, selector, written.get(i)));
        }
        return rules;
    }

    private static <T> Rule<T> saying(Rule<?> rule, T says) {
        return new Rule<>(rule.path(), rule.selector(), says);
    }
}
