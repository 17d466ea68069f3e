// SPDX-License-Identifier: Apache-2.0
package dev.paddock.cli.completion;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeSet;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** Writes completion scripts from the commands themselves, so that a new option completes without anybody's doing. */
public final class CompletionScripts {
    private static final String PROGRAM = "paddock";

    private CompletionScripts() {}

    /** One script serves bash, and zsh through its bash emulation. */
    public static String bash(CommandLine root) {
        return AutoComplete.bash(PROGRAM, root);
    }

    public static String zsh(CommandLine root) {
        return "#compdef " + PROGRAM + "\n" + bash(root);
    }

    public static String fish(CommandLine root) {
        StringBuilder script = new StringBuilder("# fish completion for paddock\ncomplete -c paddock -f\n");
        for (Map.Entry<String, CommandLine> entry : root.getSubcommands().entrySet()) {
            CommandLine command = entry.getValue();
            script.append("complete -c paddock -n __fish_use_subcommand -a %s -d '%s'%n"
                    .formatted(entry.getKey(), summary(command)));
            options(script, "__fish_seen_subcommand_from " + entry.getKey(), command);
            for (Map.Entry<String, CommandLine> nested :
                    command.getSubcommands().entrySet()) {
                script.append("complete -c paddock -n '__fish_seen_subcommand_from %s' -a %s -d '%s'%n"
                        .formatted(entry.getKey(), nested.getKey(), summary(nested.getValue())));
                options(script, "__fish_seen_subcommand_from " + nested.getKey(), nested.getValue());
            }
        }
        return script.toString();
    }

    private static void options(StringBuilder script, String condition, CommandLine command) {
        for (OptionSpec option : command.getCommandSpec().options()) {
            StringBuilder line = new StringBuilder("complete -c paddock -n '" + condition + "'");
            for (String name : new TreeSet<>(Arrays.asList(option.names()))) {
                line.append(name.startsWith("--") ? " -l " + name.substring(2) : " -s " + name.substring(1));
            }
            if (option.arity().min() > 0) {
                line.append(takesFile(option) ? " -r -F" : " -x");
            }
            if (option.type().isEnum()) {
                line.append(" -a '")
                        .append(String.join(" ", option.completionCandidates()))
                        .append('\'');
            }
            script.append(line)
                    .append(" -d '")
                    .append(quoted(first(option.description())))
                    .append("'\n");
        }
    }

    private static boolean takesFile(OptionSpec option) {
        return option.paramLabel().equals("FILE");
    }

    private static String summary(CommandLine command) {
        return quoted(first(command.getCommandSpec().usageMessage().description()));
    }

    private static String first(String[] lines) {
        return lines.length == 0 ? "" : lines[0];
    }

    private static String quoted(String text) {
        return text.replace("${DEFAULT-VALUE}", "default")
                .replace("${COMPLETION-CANDIDATES}", "formats")
                .replace("'", "\\'");
    }
}
