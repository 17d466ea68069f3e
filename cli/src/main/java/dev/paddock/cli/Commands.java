// SPDX-License-Identifier: Apache-2.0
package dev.paddock.cli;

import dev.paddock.cli.clusters.ClusterCommand;
import dev.paddock.cli.definitions.DefCommand;
import dev.paddock.cli.images.ImageCommand;
import dev.paddock.cli.imports.ImportCommand;
import dev.paddock.cli.local.DownCommand;
import dev.paddock.cli.local.KubeconfigCommand;
import dev.paddock.cli.local.KubectlCommand;
import dev.paddock.cli.local.StatusCommand;
import dev.paddock.cli.local.UpCommand;
import dev.paddock.cli.local.VersionCommand;
import dev.paddock.cli.logs.LogsCommand;
import dev.paddock.cli.objects.ApplyCommand;
import dev.paddock.cli.objects.DeleteCommand;
import dev.paddock.cli.objects.DescribeCommand;
import dev.paddock.cli.objects.GetCommand;
import dev.paddock.cli.objects.WaitCommand;
import dev.paddock.cli.plan.PlanCommand;
import dev.paddock.cli.platforms.CatalogCommand;
import dev.paddock.cli.platforms.ExplainCommand;
import dev.paddock.cli.platforms.OpenCommand;
import dev.paddock.cli.render.RenderCommand;
import dev.paddock.cli.revisions.DiffCommand;
import dev.paddock.cli.revisions.HistoryCommand;
import dev.paddock.cli.revisions.RollbackCommand;

/** Makes the command behind a verb, and only that one: loading all of them would be most of the time help takes. */
final class Commands {
    private Commands() {}

    /**
     * An annotated object, or a command line where a verb has verbs of its own.
     *
     * <p>A switch and not a table of constructors, because naming a constructor already loads its class.
     */
    static Object create(Verb verb, Terminal terminal) {
        return switch (verb) {
            case UP -> new UpCommand(terminal);
            case DOWN -> new DownCommand(terminal);
            case STATUS -> new StatusCommand(terminal);
            case KUBECONFIG -> new KubeconfigCommand(terminal);
            case KUBECTL -> new KubectlCommand(terminal);
            case CLUSTER -> ClusterCommand.commandLine(terminal);
            case IMAGE -> ImageCommand.commandLine(terminal);
            case LOGS -> new LogsCommand(terminal);
            case COMPLETION -> new CompletionCommand(terminal);
            case VERSION -> new VersionCommand(terminal);
            case APPLY -> new ApplyCommand(terminal);
            case PLAN -> new PlanCommand(terminal);
            case GET -> new GetCommand(terminal);
            case WAIT -> new WaitCommand(terminal);
            case DELETE -> new DeleteCommand(terminal);
            case DESCRIBE -> new DescribeCommand(terminal);
            case EXPLAIN -> new ExplainCommand(terminal);
            case OPEN -> new OpenCommand(terminal);
            case CATALOG -> new CatalogCommand(terminal);
            case RENDER -> new RenderCommand(terminal);
            case DEF -> DefCommand.commandLine(terminal);
            case IMPORT -> ImportCommand.commandLine(terminal);
            case HISTORY -> new HistoryCommand(terminal);
            case DIFF -> new DiffCommand(terminal);
            case ROLLBACK -> new RollbackCommand(terminal);
            case HELP -> new HelpCommand(terminal);
        };
    }
}
