package ateliers.cloud.sam;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Definitions of conditions made of others. */
final class Conditions {

    /** CloudFormation's limit of members of an {@code Fn::Or}. */
    private static final int MOST_MEMBERS = 10;

    private Conditions() {}

    static ObjectNode not(String condition) {
        return Nodes.object("Fn::Not", Nodes.array(Nodes.object("Condition", condition)));
    }

    /** Both; each member is wrapped twice, as SAM's output is. */
    static ObjectNode and(String one, String other) {
        return Nodes.object(
                "Fn::And",
                Nodes.array(
                        Nodes.object("Condition", Nodes.object("Condition", one)),
                        Nodes.object("Condition", Nodes.object("Condition", other))));
    }

    /** Any of two or more conditions. */
    static ObjectNode any(List<String> conditions, String logicalId) {
        if (conditions.size() > MOST_MEMBERS) {
            throw Gaps.feature("more than " + MOST_MEMBERS + " conditions of functions on one API", logicalId);
        }
        ArrayNode members = Nodes.array();
        conditions.forEach(condition -> members.add(Nodes.object("Condition", condition)));
        return Nodes.object("Fn::Or", members);
    }
}
