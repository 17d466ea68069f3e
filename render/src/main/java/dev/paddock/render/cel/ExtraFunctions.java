// SPDX-License-Identifier: Apache-2.0
package dev.paddock.render.cel;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.common.collect.ImmutableList;
import dev.cel.bundle.CelBuilder;
import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.OpaqueType;
import dev.cel.common.types.SimpleType;
import dev.cel.runtime.CelFunctionBinding;
import dev.cel.runtime.CelFunctionOverload;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** What expressions may call besides CEL's own libraries: the names and meanings are those of Kubernetes where it has them. */
final class ExtraFunctions {

    private static final OpaqueType QUANTITY = OpaqueType.create("kubernetes.Quantity");
    private static final OpaqueType VERSION = OpaqueType.create("kubernetes.Semver");
    private static final OpaqueType URL = OpaqueType.create("kubernetes.URL");
    private static final OpaqueType IP = OpaqueType.create("net.IP");
    private static final CelType STRING = SimpleType.STRING;
    private static final CelType INT = SimpleType.INT;
    private static final CelType BOOL = SimpleType.BOOL;
    private static final CelType DYN = SimpleType.DYN;

    private final Map<String, List<CelOverloadDecl>> overloads = new LinkedHashMap<>();
    private final List<CelFunctionBinding> bindings = new ArrayList<>();
    private final CelLimits limits;
    private final ObjectMapper json = new ObjectMapper();

    private ExtraFunctions(CelLimits limits) {
        this.limits = limits;
    }

    static void addTo(CelBuilder builder, CelLimits limits) {
        ExtraFunctions functions = new ExtraFunctions(limits);
        functions.leavingOut();
        functions.quantities();
        functions.versions();
        functions.urls();
        functions.addresses();
        functions.encodings();
        new BoundedFunctions(limits).addTo(functions::global, functions::member);
        functions.overloads.forEach((name, declared) ->
                builder.addFunctionDeclarations(CelFunctionDecl.newFunctionDeclaration(name, declared)));
        builder.addFunctionBindings(functions.bindings);
    }

    private void leavingOut() {
        global("omit", DYN, List.of(), arguments -> Optional.empty());
        global("fail", DYN, List.of(STRING), arguments -> {
            throw new RefusalException((String) arguments[0]);
        });
    }

    private void quantities() {
        global("quantity", QUANTITY, List.of(STRING), QuantityValue::parse, "quantity", "500m or 2Gi");
        global(
                "isQuantity",
                BOOL,
                List.of(STRING),
                on(String.class, text -> QuantityValue.parse(text).isPresent()));
        quantity("isInteger", BOOL, QuantityValue::isInteger);
        quantity("asInteger", INT, QuantityValue::asInteger);
        quantity("asApproximateFloat", SimpleType.DOUBLE, value -> value.value().doubleValue());
        quantity("sign", INT, value -> (long) value.value().signum());
        member("add", QUANTITY, List.of(QUANTITY, QUANTITY), both(QuantityValue.class, QuantityValue::plus));
        member("add", QUANTITY, List.of(QUANTITY, INT), plus(1));
        member("sub", QUANTITY, List.of(QUANTITY, QUANTITY), both(QuantityValue.class, QuantityValue::minus));
        member("sub", QUANTITY, List.of(QUANTITY, INT), plus(-1));
        ordered(QUANTITY, QuantityValue.class);
        global("string", STRING, List.of(QUANTITY), on(QuantityValue.class, Shown::text));
    }

    private static Function<Object[], Object> plus(int sign) {
        return arguments -> ((QuantityValue) arguments[0])
                .plus(new QuantityValue(
                        java.math.BigDecimal.valueOf((Long) arguments[1]).multiply(java.math.BigDecimal.valueOf(sign)),
                        false));
    }

    private void versions() {
        global("semver", VERSION, List.of(STRING), VersionValue::parse, "version of semver.org", "1.2.3");
        global(
                "semver",
                VERSION,
                List.of(STRING, BOOL),
                arguments -> version(arguments)
                        .orElseThrow(
                                () -> new IllegalArgumentException(arguments[0] + " is no version, such as 1.2.3")));
        global(
                "isSemver",
                BOOL,
                List.of(STRING),
                on(String.class, text -> VersionValue.parse(text).isPresent()));
        global(
                "isSemver",
                BOOL,
                List.of(STRING, BOOL),
                arguments -> version(arguments).isPresent());
        member("major", INT, List.of(VERSION), on(VersionValue.class, VersionValue::major));
        member("minor", INT, List.of(VERSION), on(VersionValue.class, VersionValue::minor));
        member("patch", INT, List.of(VERSION), on(VersionValue.class, VersionValue::patch));
        ordered(VERSION, VersionValue.class);
        global("string", STRING, List.of(VERSION), on(VersionValue.class, Shown::text));
    }

    private static Optional<VersionValue> version(Object[] arguments) {
        String text = (String) arguments[0];
        return Boolean.TRUE.equals(arguments[1]) ? VersionValue.parseTolerantly(text) : VersionValue.parse(text);
    }

    private void urls() {
        global("url", URL, List.of(STRING), AddressValues.Url::parse, "URL", "https://example.com/path");
        global(
                "isURL",
                BOOL,
                List.of(STRING),
                on(String.class, text -> AddressValues.Url.parse(text).isPresent()));
        url("getScheme", STRING, AddressValues.Url::scheme);
        url("getHost", STRING, AddressValues.Url::host);
        url("getHostname", STRING, AddressValues.Url::hostname);
        url("getPort", STRING, AddressValues.Url::port);
        url("getEscapedPath", STRING, AddressValues.Url::path);
        url("getQuery", MapType.create(STRING, ListType.create(STRING)), AddressValues.Url::query);
        global("string", STRING, List.of(URL), on(AddressValues.Url.class, Shown::text));
    }

    private void addresses() {
        global("ip", IP, List.of(STRING), AddressValues.Ip::parse, "IP address", "10.0.0.1 or ::1");
        global(
                "isIP",
                BOOL,
                List.of(STRING),
                on(String.class, text -> AddressValues.Ip.parse(text).isPresent()));
        global(
                "ip.isCanonical",
                BOOL,
                List.of(STRING),
                on(
                        String.class,
                        text -> AddressValues.Ip.parse(text)
                                .map(ip -> ip.text().equals(text))
                                .orElseThrow(() -> new IllegalArgumentException(text + " is no IP address"))));
        ip("family", INT, AddressValues.Ip::family);
        ip("isUnspecified", BOOL, ip -> ip.address().isAnyLocalAddress());
        ip("isLoopback", BOOL, ip -> ip.address().isLoopbackAddress());
        ip("isLinkLocalUnicast", BOOL, ip -> ip.address().isLinkLocalAddress());
        ip("isLinkLocalMulticast", BOOL, AddressValues.Ip::isLinkLocalMulticast);
        ip("isGlobalUnicast", BOOL, AddressValues.Ip::isGlobalUnicast);
        global("string", STRING, List.of(IP), on(AddressValues.Ip.class, Shown::text));
    }

    private void encodings() {
        global("json.marshal", STRING, List.of(DYN), arguments -> marshalled(arguments[0]));
        global("json.unmarshal", DYN, List.of(STRING), on(String.class, this::unmarshalled));
        global("hash.sha256", STRING, List.of(STRING), on(String.class, ExtraFunctions::sha256));
    }

    private String marshalled(Object value) {
        Budget budget = new Budget(limits, System::nanoTime);
        return CelValues.json(value, budget).map(Object::toString).orElse("null");
    }

    private Object unmarshalled(String text) {
        try {
            return CelValues.of(json.readTree(text));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("no JSON: " + e.getOriginalMessage(), e);
        }
    }

    private static String sha256(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private void quantity(String name, CelType result, Function<QuantityValue, Object> body) {
        member(name, result, List.of(QUANTITY), on(QuantityValue.class, body));
    }

    private void url(String name, CelType result, Function<AddressValues.Url, Object> body) {
        member(name, result, List.of(URL), on(AddressValues.Url.class, body));
    }

    private void ip(String name, CelType result, Function<AddressValues.Ip, Object> body) {
        member(name, result, List.of(IP), on(AddressValues.Ip.class, body));
    }

    private <T extends Comparable<T>> void ordered(CelType type, Class<T> java) {
        member("isGreaterThan", BOOL, List.of(type, type), both(java, (left, right) -> left.compareTo(right) > 0));
        member("isLessThan", BOOL, List.of(type, type), both(java, (left, right) -> left.compareTo(right) < 0));
        member("compareTo", INT, List.of(type, type), both(java, (left, right) ->
                (long) Integer.signum(left.compareTo(right))));
    }

    private static <T> Function<Object[], Object> on(Class<T> type, Function<T, Object> body) {
        return arguments -> body.apply(type.cast(arguments[0]));
    }

    private static <T> Function<Object[], Object> both(
            Class<T> type, java.util.function.BiFunction<T, T, Object> body) {
        return arguments -> body.apply(type.cast(arguments[0]), type.cast(arguments[1]));
    }

    private void global(
            String name,
            CelType result,
            List<CelType> arguments,
            Function<String, ? extends Optional<?>> parse,
            String what,
            String example) {
        global(
                name,
                result,
                arguments,
                on(
                        String.class,
                        text -> parse.apply(text)
                                .<Object>map(value -> value)
                                .orElseThrow(() -> new IllegalArgumentException(
                                        "\"%s\" is no %s, such as %s".formatted(text, what, example)))));
    }

    private void global(String name, CelType result, List<CelType> arguments, Function<Object[], Object> body) {
        String id = id(name, arguments);
        declare(name, CelOverloadDecl.newGlobalOverload(id, result, arguments));
        bind(id, arguments, body);
    }

    private void member(String name, CelType result, List<CelType> arguments, Function<Object[], Object> body) {
        String id = "member_" + id(name, arguments);
        declare(name, CelOverloadDecl.newMemberOverload(id, result, arguments));
        bind(id, arguments, body);
    }

    private void declare(String name, CelOverloadDecl overload) {
        overloads.computeIfAbsent(name, any -> new ArrayList<>()).add(overload);
    }

    // CEL asks for immutable functions; these read nothing that changes.
    @SuppressWarnings("Immutable")
    private void bind(String id, List<CelType> arguments, Function<Object[], Object> body) {
        List<Class<?>> classes = new ArrayList<>();
        arguments.forEach(argument -> classes.add(javaType(argument)));
        CelFunctionOverload overload = body::apply;
        bindings.add(CelFunctionBinding.from(id, ImmutableList.copyOf(classes), overload));
    }

    private static String id(String name, List<CelType> arguments) {
        StringBuilder id = new StringBuilder("paddock_").append(name.replace('.', '_'));
        arguments.forEach(argument -> id.append('_').append(argument.name().replaceAll("[^A-Za-z]", "_")));
        return id.toString();
    }

    private static Class<?> javaType(CelType type) {
        return switch (type.kind()) {
            case STRING -> String.class;
            case INT -> Long.class;
            case BOOL -> Boolean.class;
            case LIST -> List.class;
            case OPAQUE ->
                type.equals(QUANTITY)
                        ? QuantityValue.class
                        : type.equals(VERSION)
                                ? VersionValue.class
                                : type.equals(URL) ? AddressValues.Url.class : AddressValues.Ip.class;
            default -> Object.class;
        };
    }
}
