// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.workload;

import dev.paddock.core.output.OutputPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text cut into literal pieces and macros. Any <code>{{ … }}</code> that does not begin with {@code .var}, {@code spoke} or
 * {@code hub} belongs to somebody else (Helm, Go templates) and stays literal.
 */
public record MacroText(List<Piece> pieces) {

    private static final Pattern OURS = Pattern.compile("(\\.var|spoke|hub)(?![A-Za-z0-9_]).*", Pattern.DOTALL);
    private static final Pattern VARIABLE = Pattern.compile("\\.var\\.([A-Za-z_][A-Za-z0-9_-]{0,252})");
    private static final Pattern CALL = Pattern.compile("(spoke|hub)\\s+[\"`](\\.[^\"`]+)[\"`]");
    private static final String SYSTEM = ".sys.";

    /** A literal or a macro. */
    public sealed interface Piece {
        /** Text that stays. */
        record Literal(String text) implements Piece {}

        /** A macro with the text it was read from. */
        record Call(Macro macro, String source) implements Piece {}
    }

    public MacroText {
        pieces = List.copyOf(pieces);
    }

    public static MacroText parse(String text) {
        List<Piece> pieces = new ArrayList<>();
        int literalFrom = 0;
        int at = text.indexOf("{{");
        while (at >= 0) {
            int end = text.indexOf("}}", at + 2);
            String inside = trim(text.substring(at + 2, end < 0 ? text.length() : end));
            if (OURS.matcher(inside).matches()) {
                if (at > literalFrom) {
                    pieces.add(new Piece.Literal(text.substring(literalFrom, at)));
                }
                int next = end < 0 ? text.length() : end + 2;
                String source = text.substring(at, next);
                pieces.add(new Piece.Call(end < 0 ? new Macro.Unreadable(source) : read(inside, source), source));
                literalFrom = next;
                at = text.indexOf("{{", next);
            } else {
                at = text.indexOf("{{", at + 2);
            }
        }
        if (literalFrom < text.length()) {
            pieces.add(new Piece.Literal(text.substring(literalFrom)));
        }
        return new MacroText(pieces);
    }

    /** The macro, when the text is nothing else; such a scalar takes the macro's type. */
    public Optional<Piece.Call> whole() {
        return pieces.size() == 1 && pieces.getFirst() instanceof Piece.Call call
                ? Optional.of(call)
                : Optional.empty();
    }

    public boolean hasMacro() {
        return pieces.stream().anyMatch(Piece.Call.class::isInstance);
    }

    private static String trim(String inside) {
        String text = inside.strip();
        if (text.startsWith("- ")) {
            text = text.substring(2);
        }
        return text.endsWith(" -") ? text.substring(0, text.length() - 2).strip() : text.strip();
    }

    private static Macro read(String inside, String source) {
        Matcher variable = VARIABLE.matcher(inside);
        if (variable.matches()) {
            return new Macro.Variable(variable.group(1));
        }
        Matcher call = CALL.matcher(inside);
        if (!call.matches()) {
            return new Macro.Unreadable(source);
        }
        String path = call.group(2);
        if (call.group(1).equals("spoke")) {
            return new Macro.SpokeOutput(path);
        }
        if (path.startsWith(SYSTEM) && path.length() > SYSTEM.length()) {
            return new Macro.System(path.substring(SYSTEM.length()));
        }
        return OutputPath.parse(path).<Macro>map(Macro.HubOutput::new).orElseGet(() -> new Macro.Unreadable(source));
    }
}
