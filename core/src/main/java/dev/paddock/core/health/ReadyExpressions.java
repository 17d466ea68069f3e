// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.health;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cel.bundle.Cel;
import dev.cel.common.CelValidationException;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.paddock.core.expression.ObjectExpressions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A definition's {@code readyWhen}: CEL over {@code self}, the object with its status. Compiled once and kept. An expression that asks for
 * a field which is not there yet is not true yet; one that is no CEL makes the verdict Unknown.
 */
public final class ReadyExpressions {
    private static final int KEPT = 500;
    private static final String SELF = "self";

    private final Cel cel;
    private final ObjectMapper json = new ObjectMapper().enable(DeserializationFeature.USE_LONG_FOR_INTS);
    private final Map<String, Compiled> programs = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Compiled> eldest) {
            return size() > KEPT;
        }
    };

    /** An expression, or what is wrong with it. */
    private sealed interface Compiled {
        record Good(CelRuntime.Program program) implements Compiled {}

        record Bad(String fault) implements Compiled {}
    }

    public ReadyExpressions() {
        this.cel = ObjectExpressions.over(SELF)
                .build();
    }

    public Verdict assess(List<String> expressions, JsonNode object) {
        Map<String, Object> variables =
                Map.of(SELF, json.convertValue(object, new TypeReference<Map<String, Object>>() {}));
        for (String written : expressions) {
            String expression = bare(written);
            switch (compiled(expression)) {
                case Compiled.Bad(String fault) -> {
                    return Verdict.unknown("readyWhen " + expression + " cannot be evaluated: " + fault);
                }
                case Compiled.Good(CelRuntime.Program program) -> {
                    if (!isTrue(program, variables)) {
                        return Verdict.progressing("not ready: " + expression + " is not true yet");
                    }
                }
            }
        }
        return Verdict.healthy("ready as its definition says");
    }

    /** Definitions write expressions as templates do, between <code>${</code> and <code>}</code>. */
    private static String bare(String written) {
        String text = written.strip();
        return text.startsWith("${") && text.endsWith("}")
                ? text.substring(2, text.length() - 1).strip()
                : text;
    }

    private Compiled compiled(String expression) {
        synchronized (programs) {
            return programs.computeIfAbsent(expression, this::compile);
        }
    }

    private Compiled compile(String expression) {
        try {
            return new Compiled.Good(cel.createProgram(cel.compile(expression).getAst()));
        } catch (CelValidationException | CelEvaluationException fault) {
            return new Compiled.Bad(
                    String.valueOf(fault.getMessage()).lines().findFirst().orElse("unreadable"));
        }
    }

    private static boolean isTrue(CelRuntime.Program program, Map<String, Object> variables) {
        try {
            return Boolean.TRUE.equals(program.eval(variables));
        } catch (CelEvaluationException notThereYet) {
            return false;
        }
    }
}
