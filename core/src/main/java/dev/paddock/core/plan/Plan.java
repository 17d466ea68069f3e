// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.plan;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What applying some documents would come to, and what it was found out from.
 *
 * @param version of this form
 * @param hub where it was made, and where alone it can be applied
 * @param documents in the order in which they are applied
 */
public record Plan(int version, String hub, List<Document> documents, List<DeploymentPlan> deployments) {

    /** The form that is written today. */
    public static final int VERSION = 1;

    public Plan {
        documents = List.copyOf(documents);
        deployments = List.copyOf(deployments);
    }

    /**
     * One document.
     *
     * @param live stands for the object as it was: its uid and a digest of all but its status; blank if there was none
     * @param object as it was written, with its namespace
     */
    public record Document(String live, ObjectChange change, ObjectNode object) {}

    public boolean changesAnything() {
        return documents.stream().anyMatch(document -> document.change().differs());
    }

    /** What is no longer as it was when this was planned, in words; empty if nothing is. */
    public List<String> differences(Plan now) {
        List<String> differences = new ArrayList<>();
        if (version != now.version()) {
            return List.of("the plan is of version " + version + ", which this paddock does not read");
        }
        if (!hub.equals(now.hub())) {
            return List.of("the plan is for the hub at " + hub + ", and this is " + now.hub());
        }
        Map<String, Document> before = new LinkedHashMap<>();
        documents.forEach(document -> before.put(document.change().object(), document));
        for (Document document : now.documents()) {
            Document planned = before.get(document.change().object());
            if (planned == null) {
                differences.add(document.change().object() + " is not in the plan");
            } else if (planned.live().isEmpty() && !document.live().isEmpty()) {
                differences.add(document.change().object() + " was to be created, and exists now");
            } else if (!planned.live().isEmpty() && document.live().isEmpty()) {
                differences.add(document.change().object() + " was to be changed, and is gone");
            } else if (!planned.live().equals(document.live())) {
                differences.add(document.change().object() + " has been changed since");
            }
        }
        deployments(now, differences);
        return differences;
    }

    private void deployments(Plan now, List<String> differences) {
        Map<String, DeploymentPlan> before = new LinkedHashMap<>();
        deployments.forEach(each -> before.put(each.deployment(), each));
        for (DeploymentPlan each : now.deployments()) {
            DeploymentPlan planned = before.remove(each.deployment());
            String name = "WorkloadDeployment " + each.deployment();
            if (planned == null) {
                differences.add(name + " would be affected too");
            } else if (!planned.inputs().equals(each.inputs())) {
                differences.add(
                        name + ": what it is delivered from has changed (profile revision, environment decisions, "
                                + "clusters, definitions or settings)");
            } else if (!planned.result().equals(each.result())) {
                differences.add(name + ": something else would be delivered");
            } else if (!planned.clusters().equals(each.clusters())) {
                differences.add(name + ": what its clusters run has changed");
            }
        }
        before.keySet()
                .forEach(gone -> differences.add("WorkloadDeployment " + gone + " would not be affected any more"));
    }
}
