// SPDX-License-Identifier: Apache-2.0
package dev.paddock.render.cel;

import dev.cel.bundle.Cel;
import dev.cel.bundle.CelBuilder;
import dev.cel.bundle.CelFactory;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.cel.common.navigation.CelNavigableAst;
import dev.cel.common.types.CelType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.extensions.CelExtensions;
import dev.cel.extensions.CelListsExtensions;
import dev.cel.extensions.CelStringExtensions;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.paddock.core.definition.TemplateProblem;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the expressions of one schematic may say, and their compilation. */
final class CelEnvironment {

    static final String PARAMETER = "parameter";
    static final String CONTEXT = "context";
    static final String SELF = "self";

    /** In which nothing may be named otherwise. */
    static final Set<String> RESERVED = Set.of(PARAMETER, CONTEXT, SELF);

    static final int ITERATIONS = 100_000;
    private static final int CODE_POINTS = 10_000;
    private static final CelType ANY_MAP = MapType.create(SimpleType.STRING, SimpleType.DYN);

    /** Without what {@link BoundedFunctions} has. */
    private static final CelStringExtensions STRINGS = CelExtensions.strings(
            CelStringExtensions.Function.CHAR_AT,
            CelStringExtensions.Function.INDEX_OF,
            CelStringExtensions.Function.LAST_INDEX_OF,
            CelStringExtensions.Function.LOWER_ASCII,
            CelStringExtensions.Function.QUOTE,
            CelStringExtensions.Function.REVERSE,
            CelStringExtensions.Function.SPLIT,
            CelStringExtensions.Function.SUBSTRING,
            CelStringExtensions.Function.TRIM,
            CelStringExtensions.Function.UPPER_ASCII);

    private static final CelListsExtensions LISTS = CelExtensions.lists(
            CelListsExtensions.Function.SLICE,
            CelListsExtensions.Function.DISTINCT,
            CelListsExtensions.Function.REVERSE,
            CelListsExtensions.Function.SORT,
            CelListsExtensions.Function.SORT_BY);

    private final Set<String> ids;
    private final Cel cel;

    /** @param ids of the resources, which expressions may refer to */
    CelEnvironment(CelLimits limits, ParameterTypes types, Set<String> ids) {
        this.ids = ids;
        CelOptions options = CelOptions.current()
                .comprehensionMaxIterations(ITERATIONS)
                .maxExpressionCodePointSize(CODE_POINTS)
                .enableHeterogeneousNumericComparisons(true)
                .build();
        CelBuilder builder = CelFactory.plannerCelBuilder()
                .setOptions(options)
                .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
                .addCompilerLibraries(
                        STRINGS,
                        LISTS,
                        CelExtensions.sets(options),
                        CelExtensions.math(),
                        CelExtensions.encoders(options),
                        CelExtensions.optional(),
                        CelExtensions.comprehensions())
                .addRuntimeLibraries(
                        STRINGS,
                        LISTS,
                        CelExtensions.sets(options),
                        CelExtensions.math(),
                        CelExtensions.encoders(options),
                        CelExtensions.optional(),
                        CelExtensions.comprehensions())
                .setTypeProvider(types)
                .addVar(PARAMETER, types.parameter())
                .addVar(CONTEXT, ANY_MAP);
        ids.forEach(id -> builder.addVar(id, SimpleType.DYN));
        ExtraFunctions.addTo(builder, limits);
        this.cel = builder.build();
    }

    private CelEnvironment(Set<String> ids, Cel cel) {
        this.ids = ids;
        this.cel = cel;
    }

    CelEnvironment with(String name, CelType type) {
        return new CelEnvironment(ids, cel.toCelBuilder().addVar(name, type).build());
    }

    /** Knows the object as it is in the cluster, and no other ids. */
    CelEnvironment ofStatus() {
        return new CelEnvironment(
                Set.of(), cel.toCelBuilder().addVar(SELF, SimpleType.DYN).build());
    }

    /**
     * An expression that is sound.
     *
     * @param uses the ids it refers to
     */
    record Compiled(String text, CelRuntime.Program program, CelType type, Set<String> uses) {}

    /** @return nothing, with the problems on record, if the expression is not sound */
    Optional<Compiled> compile(String path, String expression, List<TemplateProblem> problems) {
        if (expression.isBlank()) {
            problems.add(new TemplateProblem(
                    path, 0, 0, "${} holds no expression; write $${ for the characters themselves"));
            return Optional.empty();
        }
        try {
            CelAbstractSyntaxTree ast = cel.compile(expression).getAst();
            List<CelExpr> nodes = new ArrayList<>();
            CelNavigableAst.fromAst(ast).getRoot().allNodes().forEach(node -> nodes.add(node.expr()));
            int before = problems.size();
            nodes.forEach(node -> refuseStatus(path, expression, node, problems));
            Set<String> uses = new LinkedHashSet<>();
            nodes.stream()
                    .filter(node -> node.exprKind().getKind() == Kind.IDENT)
                    .map(node -> node.ident().name())
                    .filter(ids::contains)
                    .forEach(uses::add);
            return problems.size() > before
                    ? Optional.empty()
                    : Optional.of(new Compiled(expression, cel.createProgram(ast), ast.getResultType(), uses));
        } catch (CelValidationException e) {
            e.getErrors().forEach(issue -> problems.add(problem(path, issue)));
        } catch (CelEvaluationException e) {
            problems.add(new TemplateProblem(path, 1, 1, String.valueOf(e.getMessage())));
        }
        return Optional.empty();
    }

    /** A template sees what it writes itself; what a cluster reports of it is not known when it is rendered. */
    private void refuseStatus(String path, String expression, CelExpr node, List<TemplateProblem> problems) {
        if (node.exprKind().getKind() == Kind.SELECT
                && node.select().field().equals("status")
                && node.select().operand().exprKind().getKind() == Kind.IDENT
                && ids.contains(node.select().operand().ident().name())) {
            String id = node.select().operand().ident().name();
            int at = Math.max(0, expression.indexOf(id + ".status"));
            problems.add(new TemplateProblem(
                    path,
                    line(expression, at),
                    column(expression, at),
                    "the status of " + id + " is not known when it is rendered; readyWhen sees it as self.status"));
        }
    }

    private static TemplateProblem problem(String path, CelIssue issue) {
        return new TemplateProblem(
                path,
                issue.getSourceLocation().getLine(),
                issue.getSourceLocation().getColumn() + 1,
                issue.getMessage().replaceAll(" \\(in container ''\\)", "").replaceAll(" \\(candidates: .*", ""));
    }

    private static int line(String text, int at) {
        return (int) text.substring(0, at).chars().filter(c -> c == '\n').count() + 1;
    }

    private static int column(String text, int at) {
        return at - text.lastIndexOf('\n', Math.max(0, at - 1));
    }

    /** What an expression that is evaluated sees. */
    record Scope(Map<String, Object> values, Budget budget) {}
}
