package ateliers.cloud.services.cloudformation.provision;

import java.util.List;
import java.util.Map;

/**
 * The stacks within the stack under work.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-nested-stacks.html">Nested
 *     stacks</a>
 */
public interface NestedStacks {

    /** What the caller of the stack under work has acknowledged, for those within too. */
    List<String> capabilities();

    /** Makes a stack one of those within. */
    void adopt(String stackId);

    /** Whether the stack under work is rolled back, and a stack within has nothing to go back from. */
    boolean restored(String stackId);

    /** Waits until no operation of a stack is under way. */
    Settled await(String stackId);

    /**
     * How an operation ended.
     *
     * @param status of the stack
     * @param reason of the latest failure or rollback, empty where there was none
     */
    record Settled(String status, String reason, Map<String, String> outputs) {}
}
