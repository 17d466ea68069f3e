// SPDX-License-Identifier: Apache-2.0
package dev.paddock.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The reference page of the command, written from the commands themselves; does not write it anywhere. */
final class CliReference {
    private static final String HEADER = "<!-- Generated from the commands by \"make docs\"; do not edit. -->\n";

    private final Terminal terminal;
    private final StringBuilder page = new StringBuilder(HEADER);

    CliReference(Terminal terminal) {
        this.terminal = terminal;
    }

    String text() {
        page.append("\n# paddock\n\n")
                .append("`paddock COMMAND [OPTIONS]`. Every command also takes the options of this table.\n\n");
        CommandSpec root = new CommandLine(new RootCommand()).getCommandSpec();
        table(root);
        for (Verb.Group group : Verb.Group.values()) {
            page.append("\n## ").append(group.heading).append('\n');
            Arrays.stream(Verb.values()).filter(verb -> verb.group == group).forEach(this::verb);
        }
        page.append("\n## Exit codes\n\n| code | meaning |\n|---|---|\n");
        for (ExitCode exitCode : ExitCode.values()) {
            row(Integer.toString(exitCode.code()), exitCode.meaning());
        }
        return page.toString();
    }

    private void verb(Verb verb) {
        command("paddock " + verb.word, PaddockMain.commandLine(verb, terminal));
    }

    private void command(String name, CommandLine commandLine) {
        CommandSpec spec = commandLine.getCommandSpec();
        page.append("\n### ").append(name).append("\n\n");
        page.append(Arrays.stream(spec.usageMessage().description())
                        .map(String::strip)
                        .map(line -> line.replaceFirst("^(bash|zsh|fish): +(.*)$", "- `$2`"))
                        .collect(Collectors.joining("\n")))
                .append('\n');
        Set<CommandLine> nested =
                new LinkedHashSet<>(commandLine.getSubcommands().values());
        if (nested.isEmpty()) {
            page.append("\n```text\n").append(synopsis(name, spec)).append("\n```\n");
        }
        if (spec.aliases().length > 0
                || !spec.options().isEmpty()
                || !spec.positionalParameters().isEmpty()) {
            page.append('\n');
        }
        if (spec.aliases().length > 0) {
            page.append("Also: ")
                    .append(code(String.join(", ", spec.aliases())))
                    .append(".\n\n");
        }
        table(spec);
        nested.forEach(below -> command(name + " " + below.getCommandSpec().name(), below));
    }

    private static String synopsis(String name, CommandSpec spec) {
        List<String> words = new ArrayList<>(List.of(name));
        spec.options().stream()
                .filter(CliReference::required)
                .map(option -> option.longestName() + value(option))
                .forEach(words::add);
        if (spec.options().stream().anyMatch(option -> !required(option))) {
            words.add("[OPTIONS]");
        }
        for (PositionalParamSpec parameter : spec.positionalParameters()) {
            String label = parameter.paramLabel();
            words.add(parameter.arity().min() == 0 ? "[" + label + "]" : label);
        }
        return String.join(" ", words);
    }

    private void table(CommandSpec spec) {
        if (spec.options().isEmpty() && spec.positionalParameters().isEmpty()) {
            return;
        }
        page.append("| argument | meaning |\n|---|---|\n");
        spec.positionalParameters().forEach(parameter -> row(code(parameter.paramLabel()), meaning(parameter)));
        spec.options().forEach(option -> row(code(names(option)), meaning(option)));
    }

    private void row(String... cells) {
        page.append('|');
        for (String cell : cells) {
            page.append(' ').append(cell.replace("|", "\\|")).append(" |");
        }
        page.append('\n');
    }

    private static String names(OptionSpec option) {
        return String.join(", ", option.names()) + value(option);
    }

    private static String value(OptionSpec option) {
        if (option.arity().max() == 0) {
            return "";
        }
        return option.arity().min() == 0 ? "[=" + option.paramLabel() + "]" : " " + option.paramLabel();
    }

    /** The description with its placeholders already filled in. */
    private static String meaning(ArgSpec argument) {
        String text = String.join(" ", argument.description());
        return argument instanceof OptionSpec option && required(option) ? "**Required.** " + text : text;
    }

    /** An option of a group is required only of those who use the group. */
    private static boolean required(OptionSpec option) {
        return option.required() && option.group() == null;
    }

    private static String code(String text) {
        return "`" + text + "`";
    }
}
