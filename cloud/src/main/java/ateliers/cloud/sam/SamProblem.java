package ateliers.cloud.sam;

/** One error found in a template, worded as the SAM transform words it; {@link SamException} collects them. */
class SamProblem extends RuntimeException {

    SamProblem(String message) {
        super(message);
    }

    static SamProblem resource(String logicalId, String message) {
        return new SamProblem("Resource with id [" + logicalId + "] is invalid. " + message);
    }

    static SamProblem wrongType(String logicalId, String property, String expected) {
        return resource(
                logicalId,
                expected == null
                        ? "Type of property '" + property + "' is invalid."
                        : "Property '" + property + "' should be a " + expected + ".");
    }

    static SamProblem template(String message) {
        return new InvalidTemplate("Structure of the SAM template is invalid. " + message);
    }

    static InvalidEvent event(String eventId, String message) {
        return new InvalidEvent("Event with id [" + eventId + "] is invalid. " + message);
    }

    /** An error of the template's structure: SAM looks for no other, and forgets those it has found. */
    static final class InvalidTemplate extends SamProblem {
        InvalidTemplate(String message) {
            super(message);
        }
    }

    /** An error of an event, which its function's error will quote. */
    static final class InvalidEvent extends SamProblem {
        InvalidEvent(String message) {
            super(message);
        }

        SamProblem in(String functionId) {
            return resource(functionId, getMessage());
        }
    }
}
