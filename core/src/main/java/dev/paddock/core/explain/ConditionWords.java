// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.explain;

/** How an object stands of which nothing but the conditions is known. */
record ConditionWords(Standing standing, Surroundings around) {

    Explanation explanation() {
        Account account = new Account(standing.subject(), headline());
        standing.tell(account);
        EventWords.latestWarning(standing, around, account);
        standing.remedy(account);
        return account.explanation();
    }

    private String headline() {
        if (standing.deleting()) {
            return standing.deletionHeadline();
        }
        if (standing.unseen()) {
            return "has not been looked at yet.";
        }
        return standing.ready() ? "is Ready." : "is not Ready.";
    }
}
