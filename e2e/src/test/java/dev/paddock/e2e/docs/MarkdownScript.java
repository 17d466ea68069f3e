// SPDX-License-Identifier: Apache-2.0
package dev.paddock.e2e.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The runnable parts of a Markdown page, in reading order: fenced {@code sh} blocks are commands and fenced blocks whose info string carries
 * {@code file=NAME} are files the reader is told to save.
 *
 * <p>A {@code sh} block may say {@code expect-exit=N} (default 0): pages show refusals too. A {@code text output} block after it shows lines
 * of what it prints, each of which must be there. Blocks in any other language are prose and are not returned. Nothing is executed here.
 */
record MarkdownScript(List<Step> steps) {
    private static final Pattern FENCE = Pattern.compile("^```(\\w+)?(.*)$");
    private static final Pattern FILE = Pattern.compile("\\bfile=(\\S+)");
    private static final String OUTPUT = "output";
    private static final Pattern EXIT = Pattern.compile("\\bexpect-exit=(\\d+)");

    MarkdownScript {
        steps = List.copyOf(steps);
    }

    /** One thing the reader does. */
    sealed interface Step {
        /** Line of the page on which the block starts, from 1. */
        int line();

        /**
         * A block of commands.
         *
         * @param output texts that it prints, in any order and among others
         */
        record Run(int line, String script, int expectedExit, List<String> output) implements Step {
            public Run {
                output = List.copyOf(output);
            }
        }

        record Save(int line, String file, String content) implements Step {}
    }

    static MarkdownScript read(Path page) throws IOException {
        List<Step> steps = new ArrayList<>();
        List<String> lines = Files.readAllLines(page);
        for (int i = 0; i < lines.size(); i++) {
            Matcher fence = FENCE.matcher(lines.get(i));
            if (!fence.matches()) {
                continue;
            }
            int start = i + 1;
            int end = start;
            while (end < lines.size() && !lines.get(end).startsWith("```")) {
                end++;
            }
            if (end == lines.size()) {
                throw new IOException("%s:%d: fence is never closed".formatted(page, i + 1));
            }
            add(steps, page, i + 1, fence, lines.subList(start, end));
            i = end;
        }
        return new MarkdownScript(steps);
    }

    private static void add(List<Step> steps, Path page, int line, Matcher fence, List<String> content)
            throws IOException {
        String text = String.join("\n", content) + "\n";
        Matcher file = FILE.matcher(fence.group(2));
        Matcher exit = EXIT.matcher(fence.group(2));
        if (file.find()) {
            steps.add(new Step.Save(line, file.group(1), text));
        } else if ("sh".equals(fence.group(1))) {
            steps.add(new Step.Run(line, text, exit.find() ? Integer.parseInt(exit.group(1)) : 0, List.of()));
        } else if (fence.group(2).strip().equals(OUTPUT)) {
            if (steps.isEmpty() || !(steps.removeLast() instanceof Step.Run run)) {
                throw new IOException("%s:%d: output without a command before it".formatted(page, line));
            }
            steps.add(new Step.Run(run.line(), run.script(), run.expectedExit(), content));
        }
    }
}
