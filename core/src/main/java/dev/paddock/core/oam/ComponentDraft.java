// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.oam;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.paddock.api.meta.Labels;
import dev.paddock.core.definition.Definition;
import dev.paddock.core.definition.Evaluation;
import dev.paddock.core.definition.TemplateProblem;
import dev.paddock.core.fault.FieldError;
import dev.paddock.core.patch.Freedom;
import dev.paddock.core.patch.Patch;
import dev.paddock.core.patch.Tree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The objects of one component while its traits are applied to them. */
final class ComponentDraft {

    private static final Tree NOTHING = new Tree.Unknown(Freedom.ANY, "nothing");

    private final ObjectNode context;
    private Tree main = new Tree.Struct(Map.of());
    private final List<Drawn> parts = new ArrayList<>();

    /** An auxiliary object that traits may still patch. */
    private record Drawn(String source, String resource, Tree tree) {}

    ComponentDraft(ObjectNode context) {
        this.context = context;
    }

    /** What the next template may know: everything so far. */
    ObjectNode context() {
        ObjectNode result = context.deepCopy();
        if (!main.json().isEmpty()) {
            result.set("output", main.json());
        }
        if (!parts.isEmpty()) {
            ObjectNode outputs = result.putObject("outputs");
            parts.forEach(part -> outputs.set(part.resource(), part.tree().json()));
        }
        return result;
    }

    ObjectNode main() {
        return object(main);
    }

    List<RenderedApplication.Part> parts() {
        return parts.stream()
                .map(part -> new RenderedApplication.Part(part.source(), part.resource(), object(part.tree())))
                .toList();
    }

    private static ObjectNode object(Tree tree) {
        return (ObjectNode) tree.json();
    }

    /** Takes what the component's own template says; false with errors on record if it cannot be used. */
    boolean begin(Evaluation.Rendered rendered, TemplateFaults faults, List<FieldError> errors) {
        if (!(rendered.output().orElse(NOTHING) instanceof Tree.Struct output)) {
            errors.add(faults.ofAll("its template has no output"));
            return false;
        }
        main = output;
        return whole("output", main, rendered, faults, errors)
                && add(rendered.outputs(), Labels.AUXILIARY_WORKLOAD, rendered, faults, errors);
    }

    /** Takes what a trait says; false with errors on record if it does not fit. */
    boolean apply(Evaluation.Rendered rendered, Definition trait, TemplateFaults faults, List<FieldError> errors) {
        if (!add(rendered.outputs(), trait.name(), rendered, faults, errors)) {
            return false;
        }
        Optional<Tree> patched = rendered.patch()
                .map(patch -> patched(main, patch, "the component", faults, errors))
                .orElse(Optional.of(main));
        if (patched.isEmpty() || !whole("patch", patched.get(), rendered, faults, errors)) {
            return false;
        }
        main = patched.get();
        return patchParts(rendered, faults, errors);
    }

    private boolean patchParts(Evaluation.Rendered rendered, TemplateFaults faults, List<FieldError> errors) {
        for (int i = 0; i < parts.size(); i++) {
            Drawn part = parts.get(i);
            Tree wanted = rendered.patchOutputs().get(part.resource());
            if (wanted == null) {
                continue;
            }
            Patch patch = new Patch(wanted, Patch.Strategy.UNIFY);
            Optional<Tree> patched = patched(part.tree(), patch, "output " + part.resource(), faults, errors);
            if (patched.isEmpty()
                    || !whole("patchOutputs." + part.resource(), patched.get(), rendered, faults, errors)) {
                return false;
            }
            parts.set(i, new Drawn(part.source(), part.resource(), patched.get()));
        }
        return true;
    }

    private boolean add(
            Map<String, Tree> outputs,
            String source,
            Evaluation.Rendered rendered,
            TemplateFaults faults,
            List<FieldError> errors) {
        for (Map.Entry<String, Tree> output : new LinkedHashMap<>(outputs).entrySet()) {
            if (!(output.getValue() instanceof Tree.Struct)) {
                errors.add(faults.ofAll("outputs." + output.getKey() + " is no object"));
                return false;
            }
            if (!whole("outputs." + output.getKey(), output.getValue(), rendered, faults, errors)) {
                return false;
            }
            parts.add(new Drawn(source, output.getKey(), output.getValue()));
        }
        return true;
    }

    private static Optional<Tree> patched(
            Tree base, Patch patch, String what, TemplateFaults faults, List<FieldError> errors) {
        return switch (patch.applyTo(base)) {
            case Patch.Outcome.Applied applied -> Optional.of(applied.tree());
            case Patch.Outcome.Refused refused -> {
                errors.add(faults.ofAll(
                        "its patch does not fit %s at %s".formatted(what, String.join("; ", refused.reasons()))
                                + (patch.strategy() == Patch.Strategy.UNIFY
                                        ? "; a template that means to replace a value says // +patchStrategy=retainKeys"
                                        : "")));
                yield Optional.empty();
            }
        };
    }

    /** Whether every value is known; if not, the parameters that are missing are the likely reason. */
    private static boolean whole(
            String what, Tree tree, Evaluation.Rendered rendered, TemplateFaults faults, List<FieldError> errors) {
        List<Tree.Gap> gaps = tree.gaps();
        if (gaps.isEmpty()) {
            return true;
        }
        if (!rendered.missing().isEmpty()) {
            errors.addAll(faults.of(rendered.missing()));
        } else {
            gaps.forEach(gap -> errors.add(faults.of(new TemplateProblem(what + "." + gap.path(), 0, 0, gap.why()))));
        }
        return false;
    }
}
