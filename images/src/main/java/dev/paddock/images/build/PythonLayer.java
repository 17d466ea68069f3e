// SPDX-License-Identifier: Apache-2.0
package dev.paddock.images.build;

import dev.paddock.images.spec.ImageSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What comes from PyPI: a virtual environment made with the image's own interpreter, so that the wheels fit it. Wheels only:
 * building from source would need compilers, and would run code that nobody pinned.
 */
record PythonLayer(
        LayerKey debianKey, Path debian, ImageSpec.Python python, Optional<PythonLock> lock, BuildRoot inside)
        implements Recipe {
    static final String VENV = "/opt/venv";

    private static final String LIST = "requirements.txt";

    /** Compiled by a process of its own and in one order. Files that are no Python of this version are left as they are. */
    private static final String COMPILE = """
            import compileall, py_compile
            compileall.compile_dir("%s/lib", quiet=2, force=True,
                                   invalidation_mode=py_compile.PycInvalidationMode.UNCHECKED_HASH)
            """.formatted(VENV);

    @Override
    public LayerKey key() {
        List<String> parts = new ArrayList<>(List.of(debianKey.text(), lock.isPresent() ? "locked" : "open"));
        parts.addAll(lock.map(PythonLock::lines).orElse(python.requirements()));
        return LayerKey.of("python", parts);
    }

    @Override
    public String summary() {
        return "PyPI: " + String.join(" ", python.requirements()) + (lock.isPresent() ? " (locked)" : "");
    }

    @Override
    public void make(Path target, Path scratch) {
        inside.unpack(debian);
        inside.enter("venv", List.of("/usr/bin/python3", "-m", "venv", "--without-pip", VENV));
        inside.files()
                .write(
                        inside.inside(LIST),
                        String.join("\n", lock.map(PythonLock::lines).orElse(python.requirements())) + "\n");
        inside.enter("pip", pip());
        inside.enter("compile", List.of(VENV + "/bin/python", "-c", COMPILE));
        Archive archive = new Archive(target.resolve(ARCHIVE));
        inside.tools()
                .run(new ToolRunner.Tool(
                        "pack-python",
                        archive.folder(inside.root(), VENV.substring(1), inside.epoch()),
                        inside.machine().base(inside.epoch()),
                        scratch));
    }

    private List<String> pip() {
        List<String> command = new ArrayList<>(install(inside.pip(), VENV + "/bin/python"));
        command.addAll(List.of("--no-compile", "--requirement", BuildRoot.INSIDE + "/" + LIST));
        if (lock.isPresent()) {
            command.addAll(List.of("--require-hashes", "--no-deps"));
        }
        return command;
    }

    static List<String> install(String pip, String python) {
        return List.of(
                python,
                pip,
                "--disable-pip-version-check",
                "--no-input",
                "install",
                "--no-cache-dir",
                "--only-binary=:all:",
                "--progress-bar=off",
                "--no-warn-script-location");
    }
}
