// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.placement;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cel.bundle.Cel;
import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.ListType;
import dev.cel.common.types.SimpleType;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelFunctionBinding;
import dev.cel.runtime.CelLateFunctionBindings;
import dev.cel.runtime.CelRuntime;
import dev.paddock.api.ocm.AddOnPlacementScoreStatus;
import dev.paddock.api.ocm.ManagedCluster;
import dev.paddock.core.expression.ObjectExpressions;
import dev.paddock.core.placement.Outcome.Misconfigured;
import dev.paddock.core.placement.Outcome.Ok;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * CEL expressions over {@code managedCluster}, compiled once and kept.
 *
 * <p>Has CEL's standard functions, its string, list, set and regex libraries, and Open Cluster Management's own
 * {@code managedCluster.scores(name)} and {@code text.parseJSON()}. Kubernetes' quantity, URL, IP, CIDR, format and
 * semantic-version libraries are not there: an expression that needs them is reported as a misconfiguration.
 */
final class CelSelectors {
    private static final int KEPT_PROGRAMS = 1_000;

    private final Cel cel;
    private final ObjectMapper json = new ObjectMapper().enable(DeserializationFeature.USE_LONG_FOR_INTS);
    private final Map<String, Outcome<CelRuntime.Program>> programs = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Outcome<CelRuntime.Program>> eldest) {
            return size() > KEPT_PROGRAMS;
        }
    };

    // CEL asks for immutable functions; this one only reads the mapper, which is not changed after it is made.
    @SuppressWarnings("Immutable")
    CelSelectors() {
        cel = ObjectExpressions.over("managedCluster")
                .addFunctionDeclarations(
                        CelFunctionDecl.newFunctionDeclaration(
                                "scores",
                                CelOverloadDecl.newMemberOverload(
                                        "cluster_scores",
                                        ListType.create(SimpleType.DYN),
                                        SimpleType.DYN,
                                        SimpleType.STRING)),
                        CelFunctionDecl.newFunctionDeclaration(
                                "parseJSON",
                                CelOverloadDecl.newMemberOverload(
                                        "parse_json_string", SimpleType.DYN, SimpleType.STRING)))
                .addFunctionBindings(CelFunctionBinding.from("parse_json_string", String.class, this::parse))
                .addLateBoundFunctions("scores")
                .build();
    }

    Outcome<Selector> compile(List<String> expressions) {
        List<CelRuntime.Program> compiled = new ArrayList<>();
        for (String expression : expressions) {
            switch (program(expression)) {
                case Ok<CelRuntime.Program>(CelRuntime.Program program) -> compiled.add(program);
                case Misconfigured<CelRuntime.Program>(String plugin, String message) -> {
                    return new Misconfigured<>(plugin, message);
                }
            }
        }
        return new Ok<>(new Selector(List.copyOf(compiled)));
    }

    private Outcome<CelRuntime.Program> program(String expression) {
        synchronized (programs) {
            return programs.computeIfAbsent(expression, this::compile);
        }
    }

    private Outcome<CelRuntime.Program> compile(String expression) {
        try {
            return new Ok<>(cel.createProgram(cel.compile(expression).getAst()));
        } catch (CelValidationException e) {
            return new Misconfigured<>("Predicate", "compilation failed: " + e.getMessage());
        } catch (CelEvaluationException e) {
            return new Misconfigured<>("Predicate", "instantiation failed: " + e.getMessage());
        }
    }

    private Object parse(String text) {
        try {
            return json.readValue(text, Object.class);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("failed to parse json: " + e.getOriginalMessage(), e);
        }
    }

    /** Expressions that must all be true of a cluster. */
    final class Selector {
        private final List<CelRuntime.Program> compiled;

        private Selector(List<CelRuntime.Program> compiled) {
            this.compiled = compiled;
        }

        boolean holds(ManagedCluster cluster, AddOnScores scores) {
            if (compiled.isEmpty()) {
                return true;
            }
            Map<String, Object> variables =
                    Map.of("managedCluster", json.convertValue(cluster, new TypeReference<Map<String, Object>>() {}));
            CelLateFunctionBindings functions = functions(cluster, scores);
            return compiled.stream().allMatch(program -> isTrue(program, variables, functions));
        }

        // CEL asks for immutable functions; this one lives for one evaluation, over objects that nobody changes
        // meanwhile.
        @SuppressWarnings("Immutable")
        private CelLateFunctionBindings functions(ManagedCluster cluster, AddOnScores scores) {
            return CelLateFunctionBindings.from(CelFunctionBinding.from(
                    "cluster_scores", Map.class, String.class, (ignored, name) -> scoresOf(cluster, name, scores)));
        }

        /** A cluster about which the expression cannot be answered, say for lack of a label, is not selected. */
        private boolean isTrue(
                CelRuntime.Program program, Map<String, Object> variables, CelLateFunctionBindings functions) {
            try {
                return Boolean.TRUE.equals(program.eval(variables, functions));
            } catch (CelEvaluationException unanswerable) {
                return false;
            }
        }

        private List<Map<String, Object>> scoresOf(ManagedCluster cluster, String name, AddOnScores scores) {
            AddOnPlacementScoreStatus found = scores.find(cluster.getMetadata().getName(), name)
                    .orElseThrow(() -> new IllegalArgumentException("no AddOnPlacementScore named " + name));
            return found.scores().stream()
                    .map(score -> Map.<String, Object>of("name", score.name(), "value", (long) score.value()))
                    .toList();
        }
    }
}
