// SPDX-License-Identifier: Apache-2.0
package dev.paddock.cli.definitions;

import dev.paddock.cli.Terminal;
import dev.paddock.render.cue.CueWorkers;
import dev.paddock.render.definitions.BuiltInDefinitions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;

/** The part of {@code make docs} that writes what the built-in definitions take, to the file given as the only argument. */
public final class DefinitionsReferenceMain {
    private static final String BEGINNING = """
        <!-- Generated from the built-in definitions by "make docs"; do not edit. -->

        # Built-in definitions

        The types that components, traits and policies may have without anybody defining them. `paddock def docs` writes such a page, and
        JSON Schema, for definitions of your own.
        """;

    private DefinitionsReferenceMain() {}

    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 1) {
            throw new IllegalArgumentException(
                    "usage: DefinitionsReferenceMain FILE (for example docs/reference/definitions.md)");
        }
        Terminal terminal =
                new Terminal(System.out, System.err, System.in, System.getenv(), Path.of(""), false, Clock.systemUTC());
        Files.writeString(Path.of(arguments[0]), new TemplateWorkers(terminal).use(DefinitionsReferenceMain::page));
    }

    static String page(CueWorkers workers) {
        BuiltInDefinitions builtIn = new BuiltInDefinitions();
        return ReferencePage.of(BEGINNING, DocsCommand.entries(builtIn.objects(), builtIn.read(), workers));
    }
}
