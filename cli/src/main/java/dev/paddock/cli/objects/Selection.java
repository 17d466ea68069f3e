// SPDX-License-Identifier: Apache-2.0
package dev.paddock.cli.objects;

import dev.paddock.cli.CliException;
import dev.paddock.cli.ExitCode;
import dev.paddock.cli.hub.Discovery;
import dev.paddock.cli.hub.ResourceType;
import java.util.ArrayList;
import java.util.List;

/**
 * Objects named on a command line: {@code KIND}, {@code KIND,KIND}, {@code KIND NAME...} or {@code KIND/NAME...}.
 *
 * @param names the names, none for all objects of the kind
 */
public record Selection(ResourceType type, List<String> names) {
    public Selection {
        names = List.copyOf(names);
    }

    public static List<Selection> parse(List<String> words, Discovery discovery) {
        if (words.isEmpty()) {
            throw new CliException(ExitCode.USAGE, "name a kind, as in: get mlplatforms", "paddock get paddock");
        }
        List<Selection> selections = new ArrayList<>();
        if (words.getFirst().contains("/")) {
            for (String word : words) {
                selections.add(slashed(word, discovery));
            }
            return selections;
        }
        List<String> names = words.subList(1, words.size());
        for (String kind : words.getFirst().split(",")) {
            for (ResourceType type : discovery.allNamed(kind)) {
                selections.add(new Selection(type, names));
            }
        }
        return selections;
    }

    private static Selection slashed(String word, Discovery discovery) {
        int slash = word.indexOf('/');
        if (slash <= 0 || slash == word.length() - 1) {
            throw new CliException(
                    ExitCode.USAGE, "\"" + word + "\" is not of the form KIND/NAME", "write all of them as KIND/NAME");
        }
        return new Selection(discovery.named(word.substring(0, slash)), List.of(word.substring(slash + 1)));
    }
}
