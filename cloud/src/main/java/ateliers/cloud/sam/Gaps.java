package ateliers.cloud.sam;

import ateliers.cloud.door.Unsupported;

/** What SAM has and this transform lacks: never ignored, always named. */
final class Gaps {

    private Gaps() {}

    static Unsupported property(String type, String property, String logicalId) {
        return new Unsupported("SAM transform: property " + property + " of " + type + " (" + logicalId + ")");
    }

    static Unsupported feature(String what, String logicalId) {
        return new Unsupported("SAM transform: " + what + " (" + logicalId + ")");
    }
}
