package ateliers.grader.checklist;

import ateliers.grader.targets.AwsClients;
import ateliers.grader.targets.Target;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The values that a lab's contract gives to a template's parameters: random, so that none can be written beforehand. A parameter
 * that a template does not declare is not passed.
 */
public interface Parameters extends Supplier<Map<String, String>> {

    /**
     * Those that the contract gives a default: the second stack of the same template is deployed without them.
     *
     * @return what they then have to be
     */
    default Map<String, String> defaults() {
        return Map.of();
    }

    /**
     * Sets up in an account what must be there before a stack is deployed with these values, as an address that may send mails.
     *
     * @param values as they are passed: the command line may have replaced some, and a template may declare fewer
     */
    default void prepare(Target target, AwsClients aws, Map<String, String> values) {}

    /** Of a lab whose contract has no parameters. */
    final class None implements Parameters {
        @Override
        public Map<String, String> get() {
            return Map.of();
        }
    }
}
