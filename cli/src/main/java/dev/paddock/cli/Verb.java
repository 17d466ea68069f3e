// SPDX-License-Identifier: Apache-2.0
package dev.paddock.cli;

/** The verbs of {@code paddock} in the order help lists them. Knows no command class, so that listing loads none. */
enum Verb {
    UP("up", Group.FLEET, "Start a hub and spokes on this machine, or go on after a crash"),
    DOWN("down", Group.FLEET, "Stop everything on this machine; with --delete remove it"),
    STATUS("status", Group.FLEET, "Show what runs on this machine"),
    KUBECONFIG("kubeconfig", Group.FLEET, "Print or merge the kubeconfig of a cluster"),
    KUBECTL("kubectl", Group.FLEET, "Run kubectl against a cluster of this machine"),
    APPLY("apply", Group.OBJECTS, "Create or change objects from manifests"),
    PLAN("plan", Group.OBJECTS, "Show what applying manifests would do on the hub and on clusters"),
    GET("get", Group.OBJECTS, "List objects, once or as they change"),
    WAIT("wait", Group.OBJECTS, "Wait until objects are ready, telling their steps as they pass"),
    DELETE("delete", Group.OBJECTS, "Delete objects; with --dry-run show what that would do"),
    DESCRIBE("describe", Group.OBJECTS, "Show everything about objects, events included"),
    EXPLAIN("explain", Group.OBJECTS, "Say why an object is not running and what would help"),
    OPEN("open", Group.OBJECTS, "Open a platform in the browser, or print its address"),
    CATALOG("catalog", Group.OBJECTS, "List the platforms on offer and what is tagged in vain"),
    RENDER("render", Group.OBJECTS, "Print the objects of an Application, without a cluster"),
    DEF("def", Group.OBJECTS, "Check, test and document definitions of your own, without a cluster"),
    IMPORT("import", Group.OBJECTS, "Take over definitions and Applications written for KubeVela"),
    HISTORY("history", Group.OBJECTS, "List the revisions of a profile and who runs them"),
    DIFF("diff", Group.OBJECTS, "Show what differs between two revisions of a profile"),
    ROLLBACK("rollback", Group.OBJECTS, "Make an old revision of a profile the newest again"),
    CLUSTER("cluster", Group.CLUSTERS, "Join clusters as spokes, list them, let them go"),
    IMAGE("image", Group.IMAGES, "Build container images and push them to the hub's registry"),
    LOGS("logs", Group.FLEET, "Print what hub, agents and control planes have logged"),
    COMPLETION("completion", Group.TOOL, "Print a completion script for bash, zsh or fish"),
    VERSION("version", Group.TOOL, "Show the version"),
    HELP("help", Group.TOOL, "Show help for a command, or for a topic such as exit-codes");

    /** The headings under which help lists the verbs. */
    enum Group {
        FLEET("The fleet on this machine"),
        OBJECTS("Platforms and other objects"),
        CLUSTERS("Clusters"),
        IMAGES("Images"),
        TOOL("This tool");

        final String heading;

        Group(String heading) {
            this.heading = heading;
        }
    }

    final String word;
    final Group group;
    final String summary;

    Verb(String word, Group group, String summary) {
        this.word = word;
        this.group = group;
        this.summary = summary;
    }
}
