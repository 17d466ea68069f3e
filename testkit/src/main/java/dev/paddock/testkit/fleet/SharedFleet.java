// SPDX-License-Identifier: Apache-2.0
package dev.paddock.testkit.fleet;

import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests the one fleet of this test run: a hub and two spokes with eight simulated A100s each. Starting it costs more
 * than most tests, so they share it, each with a project of its own.
 */
public final class SharedFleet implements ParameterResolver, AfterTestExecutionCallback {
    private static final ExtensionContext.Namespace HERE = ExtensionContext.Namespace.create(SharedFleet.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Fleet.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return fleet(context);
    }

    /** A failed test must not leave a killed process behind for the next one. */
    @Override
    public void afterTestExecution(ExtensionContext context) {
        if (context.getExecutionException().isPresent()) {
            fleet(context).mend();
        }
    }

    private static Fleet fleet(ExtensionContext context) {
        return context.getRoot()
                .getStore(HERE)
                .computeIfAbsent(
                        "fleet", key -> Fleet.up("e2e", "--spokes", "2", "--gpus", "NVIDIA-A100=8"), Fleet.class);
    }
}
