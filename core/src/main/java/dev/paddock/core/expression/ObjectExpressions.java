// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.expression;

import dev.cel.bundle.CelBuilder;
import dev.cel.bundle.CelFactory;
import dev.cel.common.CelOptions;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.extensions.CelExtensions;
import dev.cel.parser.CelStandardMacro;

/**
 * CEL over one object: the standard functions, the string, list, set and regex libraries, and bounds. What an expression may be about
 * besides is added by whoever asks.
 */
public final class ObjectExpressions {

    private static final int MAX_ITERATIONS = 10_000;
    private static final int MAX_CODE_POINTS = 10_000;

    private ObjectExpressions() {}

    /** @param variable what expressions call the object */
    public static CelBuilder over(String variable) {
        CelOptions options = CelOptions.current()
                .comprehensionMaxIterations(MAX_ITERATIONS)
                .maxExpressionCodePointSize(MAX_CODE_POINTS)
                .enableHeterogeneousNumericComparisons(true)
                .build();
        return CelFactory.plannerCelBuilder()
                .setOptions(options)
                .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
                .addCompilerLibraries(
                        CelExtensions.strings(),
                        CelExtensions.lists(),
                        CelExtensions.sets(options),
                        CelExtensions.regex(),
                        CelExtensions.optional())
                .addRuntimeLibraries(
                        CelExtensions.strings(),
                        CelExtensions.lists(),
                        CelExtensions.sets(options),
                        CelExtensions.regex(),
                        CelExtensions.optional())
                .addVar(variable, MapType.create(SimpleType.STRING, SimpleType.DYN));
    }
}
