// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.render;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.paddock.api.meta.Labels;
import java.util.ArrayList;
import java.util.List;

/**
 * Component type {@code webservice} with the parameters and objects of KubeVela 1.10 (a Deployment, and a Service when a port is exposed),
 * plus {@code gpu}. The objects are compared with KubeVela's own by the oracle test.
 */
final class Webservice implements Schematic {

    private static final String TYPE = "webservice";
    private static final List<String> PULL_POLICIES = List.of("Always", "Never", "IfNotPresent");
    private static final List<String> EXPOSE_TYPES = List.of("ClusterIP", "NodePort", "LoadBalancer");

    @Override
    public Result render(ObjectNode properties, String path, SchematicContext context) {
        Parameters.Findings findings = new Parameters.Findings();
        Parameters parameters = new Parameters(TYPE, path, properties, findings);
        List<WebservicePort> ports =
                parameters.objects("ports").stream().map(WebservicePort::read).toList();
        List<Produced> objects = new ArrayList<>();
        objects.add(new Produced(MAIN, path, deployment(parameters, ports, context)));
        String exposeType = parameters.choice("exposeType", EXPOSE_TYPES);
        if (ports.stream().anyMatch(WebservicePort::expose)) {
            objects.add(
                    new Produced("webserviceExpose", parameters.path("ports"), service(ports, exposeType, context)));
        }
        parameters.warnUnknown();
        return new Result(objects, findings.errors, findings.warnings);
    }

    private static ObjectNode deployment(Parameters parameters, List<WebservicePort> ports, SchematicContext context) {
        ObjectNode deployment = object("apps/v1", "Deployment");
        ObjectNode spec = deployment.putObject("spec");
        spec.putObject("selector").putObject("matchLabels").put(Labels.APP_COMPONENT, context.name());
        ObjectNode template = spec.putObject("template");
        ObjectNode metadata = template.putObject("metadata");
        ObjectNode labels = metadata.putObject("labels");
        parameters.textMap("labels").ifPresent(labels::setAll);
        if (parameters.flag("addRevisionLabel")) {
            labels.put("app.oam.dev/revision", context.revision());
        }
        labels.put(Labels.APP_NAME, context.appName()).put(Labels.APP_COMPONENT, context.name());
        parameters.textMap("annotations").ifPresent(annotations -> metadata.set("annotations", annotations.deepCopy()));

        ObjectNode pod = template.putObject("spec");
        ObjectNode container = pod.putArray("containers").addObject();
        fillContainer(container, parameters, ports, context);
        parameters.objects("hostAliases").forEach(alias -> {
            ObjectNode entry = pod.withArray("hostAliases").addObject();
            entry.put("ip", alias.requiredText("ip"));
            alias.texts("hostnames").ifPresent(names -> putAll(entry.putArray("hostnames"), names));
        });
        parameters
                .texts("imagePullSecrets")
                .ifPresent(names -> names.forEach(
                        name -> pod.withArray("imagePullSecrets").addObject().put("name", name)));
        WebserviceVolumes.read(parameters).addTo(pod, container);
        parameters.object("gpu").ifPresent(gpu -> WebserviceGpu.read(gpu).addTo(metadata, pod, container));
        return deployment;
    }

    private static void fillContainer(
            ObjectNode container, Parameters parameters, List<WebservicePort> ports, SchematicContext context) {
        container.put("name", context.name());
        container.put("image", parameters.requiredText("image"));
        if (!ports.isEmpty()) {
            ArrayNode list = container.putArray("ports");
            ports.forEach(port -> list.add(port.containerPort()));
        } else {
            parameters
                    .integer("port")
                    .ifPresent(port -> container.putArray("ports").addObject().put("containerPort", port));
        }
        if (parameters.has("imagePullPolicy")) {
            container.put("imagePullPolicy", parameters.choice("imagePullPolicy", PULL_POLICIES));
        }
        parameters.texts("cmd").ifPresent(words -> putAll(container.putArray("command"), words));
        parameters.texts("args").ifPresent(words -> putAll(container.putArray("args"), words));
        if (parameters.has("env")) {
            ArrayNode env = container.putArray("env");
            parameters.objects("env").forEach(entry -> env.add(environment(entry)));
        }
        putResources(container, parameters);
        for (String probe : List.of("livenessProbe", "readinessProbe")) {
            parameters.object(probe).ifPresent(given -> container.set(probe, WebserviceProbe.read(given)));
        }
    }

    private static ObjectNode environment(Parameters entry) {
        ObjectNode variable = JsonNodeFactory.instance.objectNode().put("name", entry.requiredText("name"));
        entry.text("value").ifPresent(value -> variable.put("value", value));
        entry.object("valueFrom").ifPresent(from -> {
            ObjectNode source = variable.putObject("valueFrom");
            for (String kind : List.of("secretKeyRef", "configMapKeyRef")) {
                from.object(kind)
                        .ifPresent(ref -> source.putObject(kind)
                                .put("name", ref.requiredText("name"))
                                .put("key", ref.requiredText("key")));
            }
            from.warnUnknown();
        });
        entry.warnUnknown();
        return variable;
    }

    private static void putResources(ObjectNode container, Parameters parameters) {
        Parameters limit = parameters.object("limit").orElse(null);
        for (String name : List.of("cpu", "memory")) {
            parameters.text(name).ifPresent(amount -> {
                ObjectNode resources = container.withObject("/resources");
                resources.withObject("/requests").put(name, amount);
                String most = limit == null ? amount : limit.text(name).orElse(amount);
                resources.withObject("/limits").put(name, most);
            });
        }
    }

    private static ObjectNode service(List<WebservicePort> ports, String type, SchematicContext context) {
        ObjectNode service = object("v1", "Service");
        service.putObject("metadata").put("name", context.name());
        ObjectNode spec = service.putObject("spec");
        spec.putObject("selector").put(Labels.APP_COMPONENT, context.name());
        ArrayNode list = spec.putArray("ports");
        ports.stream().filter(WebservicePort::expose).forEach(port -> list.add(port.servicePort(type)));
        spec.put("type", type);
        return service;
    }

    private static ObjectNode object(String apiVersion, String kind) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("apiVersion", apiVersion)
                .put("kind", kind);
    }

    static void putAll(ArrayNode array, List<String> texts) {
        texts.forEach(array::add);
    }
}
