// SPDX-License-Identifier: Apache-2.0
package dev.paddock.cli;

import dev.paddock.cli.objects.ApplyCommand;
import dev.paddock.cli.objects.GetCommand;
import dev.paddock.cli.objects.WaitCommand;
import dev.paddock.cli.platforms.CatalogCommand;

/** Makes the command behind a verb, and only that one: loading all of them would be most of the time help takes. */
final class Commands {
    private Commands() {}

    /** A switch and not a table of constructors, because naming a constructor already loads its class. */
    static Object create(Verb verb, Terminal terminal) {
        return switch (verb) {
            case APPLY -> new ApplyCommand(terminal);
            case GET -> new GetCommand(terminal);
            case WAIT -> new WaitCommand(terminal);
            case CATALOG -> new CatalogCommand(terminal);
            case HELP -> new HelpCommand(terminal);
        };
    }
}
