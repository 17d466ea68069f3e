// SPDX-License-Identifier: Apache-2.0
package dev.paddock.images.spec;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.paddock.core.fault.FieldError;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads an {@code Image} and names everything that is wrong with it at once. Looks at no file besides. */
public final class SpecReader {
    static final Pattern ONE_LINE = Pattern.compile("[^\\p{Cntrl}]*");

    private static final Pattern NAME = Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");
    private static final Pattern TAG = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}");
    private static final Pattern SUITE = Pattern.compile("[a-z][a-z0-9-]*");
    private static final Pattern PACKAGE = Pattern.compile("[a-z0-9][a-z0-9+.-]+(=[A-Za-z0-9.+~:-]+)?");
    private static final Pattern REQUIREMENT =
            Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*(\\[[A-Za-z0-9._,-]+])?==[A-Za-z0-9.!+_-]+");
    private static final Pattern FILE_NAME = Pattern.compile("[A-Za-z0-9._-]+");
    private static final Pattern INSIDE = Pattern.compile("(?!/)(?!(.*/)?\\.\\.(/|$))[^\\p{Cntrl}]+");
    private static final Pattern ABSOLUTE = Pattern.compile("/(?!(.*/)?\\.\\.?(/|$))[^\\p{Cntrl}]*");
    private static final Pattern MODE = Pattern.compile("0?[0-7]{3}");
    private static final Pattern OWNER = Pattern.compile("[0-9]{1,9}(:[0-9]{1,9})?");
    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final Pattern LABEL = Pattern.compile("[a-z0-9][a-z0-9._/-]*");
    private static final int OCTAL = 8;
    private static final int MOST_PORT = 65535;

    private final List<FieldError> errors = new ArrayList<>();

    private SpecReader() {}

    /** What was read, or what is wrong. */
    public sealed interface Reading {
        record Read(ImageSpec spec) implements Reading {}

        record Refused(List<FieldError> errors) implements Reading {
            public Refused {
                errors = List.copyOf(errors);
            }
        }
    }

    public static Reading read(ObjectNode document) {
        SpecReader reader = new SpecReader();
        ImageSpec spec = reader.image(document);
        return reader.errors.isEmpty()
                ? new Reading.Read(spec)
                : new Reading.Refused(reader.errors.stream().sorted().toList());
    }

    private ImageSpec image(ObjectNode document) {
        Fields top = new Fields(document, "", errors);
        top.required(
                "apiVersion",
                Pattern.compile(Pattern.quote(ImageSpec.API_VERSION)),
                "must be " + ImageSpec.API_VERSION);
        top.required("kind", Pattern.compile(ImageSpec.KIND), "must be " + ImageSpec.KIND);
        Fields metadata = object(top, "metadata");
        String name =
                metadata.required("name", NAME, "names the repository: at most 63 of a-z, 0-9 and -, as in mlflow");
        metadata.refuseUnknown();
        Fields spec = object(top, "spec");
        top.refuseUnknown();
        String tag = spec.required("tag", TAG, "the version of this image, as in 3.17.2");
        ImageSpec.Base base = base(object(spec, "base"));
        int before = errors.size();
        List<String> packages =
                spec.texts("packages", PACKAGE, "must be the name of a Debian package, or name=version, as in python3");
        boolean readable = errors.size() == before;
        Optional<ImageSpec.Python> python = spec.object("python").map(this::python);
        if (readable && python.isPresent() && packages.stream().noneMatch(SpecReader::isPython)) {
            errors.add(
                    FieldError.required("spec.packages", "spec.python needs an interpreter: add the package python3"));
        }
        List<ImageSpec.FileEntry> files =
                spec.objects("files").stream().map(this::file).toList();
        String user = spec.required(
                "user",
                OWNER,
                "a number, as in \"10001:10001\"; pods under the restricted Pod Security level may not run as 0");
        ImageSpec.RunConfig run = run(spec);
        spec.refuseUnknown();
        return new ImageSpec(name, tag, base, packages, python, files, run, user);
    }

    private static boolean isPython(String name) {
        return name.equals("python3") || name.startsWith("python3=");
    }

    private ImageSpec.Base base(Fields base) {
        String suite = base.required("suite", SUITE, "a suite that this machine's apt sources have, as in bookworm");
        List<String> names = Stream.of(ImageSpec.Variant.values())
                .map(variant -> variant.name().toLowerCase(Locale.ROOT))
                .toList();
        String variant = base.text("variant", ONE_LINE, "must be one line").orElse("minbase");
        base.refuseUnknown();
        if (!names.contains(variant)) {
            errors.add(FieldError.unsupported(base.path("variant"), variant, names));
            return new ImageSpec.Base(suite, ImageSpec.Variant.MINBASE);
        }
        return new ImageSpec.Base(suite, ImageSpec.Variant.valueOf(variant.toUpperCase(Locale.ROOT)));
    }

    private ImageSpec.Python python(Fields python) {
        int before = errors.size();
        List<String> requirements =
                python.texts("requirements", REQUIREMENT, "must be pinned: name==version, as in scikit-learn==1.9.1");
        if (requirements.isEmpty() && errors.size() == before) {
            errors.add(FieldError.required(
                    python.path("requirements"), "at least one, as in scikit-learn==1.9.1; or leave out spec.python"));
        }
        Optional<String> lock =
                python.text("lock", FILE_NAME, "must be a file beside this one; \"paddock image lock\" writes it");
        python.refuseUnknown();
        return new ImageSpec.Python(requirements, lock);
    }

    private ImageSpec.FileEntry file(Fields file) {
        String source =
                file.required("source", INSIDE, "must lie in the folder of this file: a relative path without \"..\"");
        String path = file.required("path", ABSOLUTE, "must be an absolute path without \"..\", as in /app/train.py");
        Optional<Integer> mode = file.text("mode", MODE, "must be octal in quotes, as in \"0644\"")
                .map(text -> Integer.parseInt(text, OCTAL));
        String[] owner = file.text("owner", OWNER, "must be numeric in quotes, as in \"0:0\"")
                .orElse("0")
                .split(":", -1);
        file.refuseUnknown();
        int uid = Integer.parseInt(owner[0]);
        return new ImageSpec.FileEntry(source, path, mode, uid, owner.length > 1 ? Integer.parseInt(owner[1]) : uid);
    }

    private ImageSpec.RunConfig run(Fields spec) {
        Map<String, String> env = new LinkedHashMap<>();
        for (Fields entry : spec.objects("env")) {
            String name = entry.required("name", VARIABLE, "must be letters, digits and _, not beginning with a digit");
            String value = entry.required("value", ONE_LINE, "must be one line of text");
            entry.refuseUnknown();
            if (env.put(name, value) != null) {
                errors.add(FieldError.duplicate(entry.path("name"), name));
            }
        }
        return new ImageSpec.RunConfig(
                env,
                spec.text("workingDir", ABSOLUTE, "must be an absolute path, as in /app"),
                spec.texts("entrypoint", ONE_LINE, "must be one line of text"),
                spec.texts("cmd", ONE_LINE, "must be one line of text"),
                spec.integers("ports", 1, MOST_PORT, "must be a port number, 1 to 65535"),
                spec.textMap("labels", LABEL, "must be lower case, as in org.opencontainers.image.title"));
    }

    private Fields object(Fields parent, String name) {
        return parent.object(name).orElseGet(() -> Fields.none(parent.path(name), errors));
    }
}
