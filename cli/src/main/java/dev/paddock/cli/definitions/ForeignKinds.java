// SPDX-License-Identifier: Apache-2.0
package dev.paddock.cli.definitions;

/** What to do about KubeVela's kinds that there are none of here. */
public final class ForeignKinds {
    private ForeignKinds() {}

    /** A remedy, beginning in lower case. */
    public static String remedy(String kind) {
        return switch (kind) {
            case "WorkloadDefinition" ->
                "write a ComponentDefinition: its spec.workload says what the WorkloadDefinition said";
            case "ScopeDefinition", "HealthScope" ->
                "scopes are gone from KubeVela too; health is in every component's status";
            case "ResourceTracker", "ApplicationRevision", "DefinitionRevision" ->
                "it is written by the control plane; import the object it was made from";
            case "Policy" -> "put it into spec.policies of the Applications that name it";
            case "Workflow" -> "put its steps into spec.workflow of the Applications that name it";
            case "Initializer", "Addon" -> "addons are not installed from files; import the definitions they bring";
            default -> "there is no such kind here";
        };
    }
}
