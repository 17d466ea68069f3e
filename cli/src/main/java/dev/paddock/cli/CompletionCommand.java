// SPDX-License-Identifier: Apache-2.0
package dev.paddock.cli;

import dev.paddock.cli.completion.CompletionScripts;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Prints a completion script; the one command that loads all others. */
@Command(
        name = "completion",
        description = {
            "Print a completion script for a shell. For example:",
            "  bash: source <(paddock completion bash)",
            "  zsh:  source <(paddock completion zsh)",
            "  fish: paddock completion fish | source"
        })
final class CompletionCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(index = "0", paramLabel = "SHELL", description = "One of ${COMPLETION-CANDIDATES}.")
    private Shell shell = Shell.bash;

    /** The shells there is a script for. */
    enum Shell {
        bash,
        zsh,
        fish
    }

    CompletionCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        CommandLine root = new CommandLine(new RootCommand());
        for (Verb verb : Verb.values()) {
            root.addSubcommand(verb.word, PaddockMain.commandLine(verb, terminal));
        }
        terminal.out()
                .print(
                        switch (shell) {
                            case bash -> CompletionScripts.bash(root);
                            case zsh -> CompletionScripts.zsh(root);
                            case fish -> CompletionScripts.fish(root);
                        });
        return ExitCode.OK.code();
    }
}
