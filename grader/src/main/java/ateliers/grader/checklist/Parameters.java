package ateliers.grader.checklist;

import java.util.Map;
import java.util.function.Supplier;

/**
 * The values that a lab's contract gives to a template's parameters: random, so that none can be written beforehand. A parameter
 * that a template does not declare is not passed.
 */
public interface Parameters extends Supplier<Map<String, String>> {

    /** Of a lab whose contract has no parameters. */
    final class None implements Parameters {
        @Override
        public Map<String, String> get() {
            return Map.of();
        }
    }
}
