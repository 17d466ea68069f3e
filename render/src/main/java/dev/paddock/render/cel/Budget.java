// SPDX-License-Identifier: Apache-2.0
package dev.paddock.render.cel;

import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.cel.runtime.CelEvaluationListener;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;

/** What is left to one evaluation. Told of every step by CEL; ends the evaluation from within by an exception when nothing is left. */
final class Budget implements CelEvaluationListener {

    /** Where values come into being; elsewhere they are only passed on and have been weighed. */
    private static final Set<Kind> MAKING = Set.of(Kind.CALL, Kind.LIST, Kind.MAP);

    private static final int STEPS_BETWEEN_LOOKS = 256;

    /** So many scalars are looked at in the time of a step. */
    private static final int CHEAP = 64;

    private final CelLimits limits;
    private final LongSupplier nanos;
    private final long end;
    private long steps;
    private long nextLook = STEPS_BETWEEN_LOOKS;
    private long written;

    Budget(CelLimits limits, LongSupplier nanos) {
        this.limits = limits;
        this.nanos = nanos;
        this.end = nanos.getAsLong() + limits.time().toNanos();
    }

    /** The template asked for too much; the message says of what. */
    static final class ExceededException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        ExceededException(String message) {
            super(message);
        }
    }

    @Override
    public void callback(CelExpr expression, Object value) {
        step();
        if (MAKING.contains(expression.exprKind().getKind())) {
            weigh(value);
        }
    }

    /** A step outside of expressions. */
    void step() {
        if (++steps > limits.steps()) {
            throw new ExceededException("evaluating the template took more than %d steps".formatted(limits.steps()));
        }
        if (steps >= nextLook) {
            nextLook = steps + STEPS_BETWEEN_LOOKS;
            if (nanos.getAsLong() - end > 0) {
                throw new ExceededException("evaluating the template took longer than %d s"
                        .formatted(limits.time().toSeconds()));
            }
        }
    }

    /** Characters of the result. */
    void write(int characters) {
        written += characters;
        if (written > (long) limits.answerMiB() << 20) {
            throw new ExceededException("the template's result is larger than %d MiB".formatted(limits.answerMiB()));
        }
    }

    /** Values that hold others are walked through: few of them can stand for very many, in which a comparison would be lost. */
    private void weigh(Object value) {
        switch (value) {
            case String text -> requireLength(text.length(), limits);
            case Collection<?> elements -> weighAll(elements);
            case Map<?, ?> entries -> weighAll(entries.values());
            default -> {}
        }
    }

    private void weighAll(Collection<?> elements) {
        requireElements(elements.size(), limits);
        steps += elements.size() / CHEAP;
        step();
        for (Object element : elements) {
            if (element instanceof Collection<?> || element instanceof Map<?, ?>) {
                weigh(element);
            }
        }
    }

    static void requireLength(long length, CelLimits limits) {
        if (length > limits.length()) {
            throw new ExceededException("a text of more than %d characters".formatted(limits.length()));
        }
    }

    static void requireElements(long elements, CelLimits limits) {
        if (elements > limits.elements()) {
            throw new ExceededException("a list or map of more than %d elements".formatted(limits.elements()));
        }
    }
}
