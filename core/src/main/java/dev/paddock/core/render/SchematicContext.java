// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.render;

/**
 * What a template may know besides its parameters.
 *
 * @param appName the deployment
 * @param namespace the Project's namespace on the hub
 * @param name the component
 * @param revision the component's revision, as in the label {@code app.oam.dev/revision}
 */
public record SchematicContext(String appName, String namespace, String name, String revision) {}
