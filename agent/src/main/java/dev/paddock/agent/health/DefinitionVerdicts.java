// SPDX-License-Identifier: Apache-2.0
package dev.paddock.agent.health;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.paddock.agent.kube.ObjectRef;
import dev.paddock.api.meta.Labels;
import dev.paddock.api.mural.WorkloadSpec.DefinitionHealth;
import dev.paddock.api.mural.WorkloadSpec.Readiness;
import dev.paddock.core.health.ReadyExpressions;
import dev.paddock.core.health.StatusEngine;
import dev.paddock.core.health.StatusEngine.Answer;
import dev.paddock.core.health.Verdict;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What definitions say about objects on the cluster. Answers in CUE are kept as long as the objects they are about do not change. Without
 * an engine for CUE a definition's {@code healthPolicy} is passed over, and the rules of the kinds hold.
 */
public final class DefinitionVerdicts {

    private static final int KEPT = 500;

    /** What an answer is about: a definition and the versions of the objects it was shown. */
    private record Question(DefinitionHealth definition, List<String> versions) {}

    /**
     * What definitions said.
     *
     * @param verdicts of objects about which one says something
     * @param said how things are in a definition's own words, by object
     */
    public record Opinion(Map<ObjectRef, Verdict> verdicts, Map<ObjectRef, String> said) {
        public static final Opinion NONE = new Opinion(Map.of(), Map.of());

        public Optional<Verdict> of(ObjectRef ref) {
            return Optional.ofNullable(verdicts.get(ref));
        }
    }

    private final ReadyExpressions expressions = new ReadyExpressions();
    private final Optional<StatusEngine> engine;
    private final ObjectMapper json = new ObjectMapper();
    private final Map<Question, Answer> answers = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Question, Answer> eldest) {
            return size() > KEPT;
        }
    };

    /** @param engine absent where the agent was given no worker for CUE */
    public DefinitionVerdicts(Optional<StatusEngine> engine) {
        this.engine = engine;
    }

    public Opinion of(Collection<DefinitionHealth> definitions, Collection<LiveObject> objects) {
        if (definitions.isEmpty()) {
            return Opinion.NONE;
        }
        Map<ObjectRef, Verdict> verdicts = new HashMap<>();
        Map<ObjectRef, String> said = new HashMap<>();
        for (DefinitionHealth definition : definitions) {
            List<LiveObject> rendered = objects.stream()
                    .filter(object -> object.component().equals(definition.component()))
                    .filter(object -> object.trait().equals(Objects.requireNonNullElse(definition.trait(), "")))
                    .toList();
            for (Readiness readiness : definition.readyWhen()) {
                rendered.stream()
                        .filter(object -> object.id().equals(readiness.resource()))
                        .forEach(object -> verdicts.put(
                                object.ref(), expressions.assess(readiness.expressions(), object.object())));
            }
            if (definition.healthPolicy() != null || definition.customStatus() != null) {
                ask(definition, rendered, objects)
                        .ifPresent(answer -> rendered.forEach(object -> {
                            answer.message().ifPresent(message -> said.put(object.ref(), message));
                            verdict(definition, answer).ifPresent(verdict -> verdicts.put(object.ref(), verdict));
                        }));
            }
        }
        return new Opinion(Map.copyOf(verdicts), Map.copyOf(said));
    }

    private static Optional<Verdict> verdict(DefinitionHealth definition, Answer answer) {
        if (!answer.problems().isEmpty()) {
            return Optional.of(Verdict.unknown("what its definition says about its health cannot be evaluated: "
                    + String.join("; ", answer.problems())));
        }
        if (definition.healthPolicy() == null) {
            return Optional.empty();
        }
        String words = answer.message().orElse("its definition does not call it healthy yet");
        return answer.healthy()
                .map(healthy ->
                        healthy ? Verdict.healthy("healthy as its definition says") : Verdict.progressing(words));
    }

    private Optional<Answer> ask(
            DefinitionHealth definition, List<LiveObject> rendered, Collection<LiveObject> objects) {
        Optional<LiveObject> main = objects.stream()
                .filter(object -> object.component().equals(definition.component()) && object.isMain())
                .findFirst();
        if (engine.isEmpty() || rendered.isEmpty()) {
            return Optional.empty();
        }
        List<String> versions = Stream.concat(main.stream(), rendered.stream())
                .map(LiveObject::version)
                .toList();
        Question question = new Question(definition, versions);
        synchronized (answers) {
            Answer known = answers.get(question);
            if (known != null) {
                return Optional.of(known);
            }
        }
        Answer answer = engine.get()
                .ask(
                        Optional.ofNullable(definition.healthPolicy()),
                        Optional.ofNullable(definition.customStatus()),
                        json.valueToTree(definition.parameter()),
                        context(definition, main, rendered));
        if (answer.problems().isEmpty()) {
            synchronized (answers) {
                answers.put(question, answer);
            }
        }
        return Optional.of(answer);
    }

    private ObjectNode context(DefinitionHealth definition, Optional<LiveObject> main, List<LiveObject> rendered) {
        ObjectNode context = json.createObjectNode();
        LiveObject any = main.orElse(rendered.getFirst());
        context.put("name", definition.component())
                .put("appName", any.labels().getOrDefault(Labels.APP_NAME, ""))
                .put("namespace", any.ref().namespace());
        main.map(LiveObject::object).ifPresent(object -> context.set("output", object));
        ObjectNode outputs = context.putObject("outputs");
        rendered.stream()
                .filter(object -> !object.isMain())
                .forEach(object -> outputs.set(object.id(), object.object()));
        return context;
    }
}
