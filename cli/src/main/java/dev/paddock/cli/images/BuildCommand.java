// SPDX-License-Identifier: Apache-2.0
package dev.paddock.cli.images;

import dev.paddock.cli.ExitCode;
import dev.paddock.cli.Terminal;
import dev.paddock.cli.hub.Hub;
import dev.paddock.cli.hub.HubOptions;
import dev.paddock.images.build.BuiltImage;
import dev.paddock.images.build.ImageBuilder;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Builds one image and, if asked, brings it to the hub's registry. */
@Command(
        name = "build",
        description = {
            "Build the image that DIR/image.yaml describes: Debian packages, PyPI packages and files.",
            "Needs root, mmdebstrap and umoci. Packages come from where this machine's apt and pip are told to get them.",
            "Layers are kept in ~/.cache/paddock/images; the same input gives the same digest."
        })
final class BuildCommand implements Callable<Integer> {
    private static final long MEGABYTE = 1_000_000;

    private final Terminal terminal;

    @Parameters(index = "0", paramLabel = "DIR", description = "A folder with an image.yaml.")
    private Path folder = Path.of("");

    @Option(names = "--push", description = "Push the image to the registry of the hub.")
    private boolean push;

    @Option(names = "--no-cache", description = "Make every layer anew, with the packages the mirrors have now.")
    private boolean fresh;

    @Option(
            names = "--timeout",
            paramLabel = "DURATION",
            defaultValue = "30m",
            description = "How long building may take (${DEFAULT-VALUE}).")
    private String timeout = "30m";

    @Mixin
    private HubOptions hubOptions = new HubOptions();

    BuildCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        ImageSource source = ImageSource.read(folder, terminal);
        ImageBuilder.Request request =
                new ImageBuilder.Request(source.spec(), source.folder(), fresh, Building.duration(timeout));
        if (!push) {
            print(build(request));
            return ExitCode.OK.code();
        }
        // Asked first: that there is no hub should not come out after minutes of building.
        try (Hub hub = hubOptions.connect(terminal)) {
            HubRegistry registry = HubRegistry.of(hub);
            BuiltImage image = build(request);
            print(image);
            terminal.out().println("pushed  " + registry.push(image));
        }
        return ExitCode.OK.code();
    }

    private BuiltImage build(ImageBuilder.Request request) {
        return new Building(terminal).run(builder -> builder.build(request));
    }

    private void print(BuiltImage image) {
        for (BuiltImage.LayerReport layer : image.layers()) {
            terminal.out()
                    .println("layer   %5d MB%s  %s"
                            .formatted(layer.bytes() / MEGABYTE, layer.cached() ? " (cached)" : "", layer.summary()));
        }
        terminal.out()
                .println("built   %s:%s@%s, %d MB compressed, in %s"
                        .formatted(
                                image.name(), image.tag(), image.digest(), image.bytes() / MEGABYTE, image.layout()));
    }
}
