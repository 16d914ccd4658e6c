package ateliers.cloud.services.dynamodb;

import ateliers.cloud.services.dynamodb.item.Validation;

/** Tables are named by name or ARN. */
final class TableNames {
    private static final String ARN = "arn:[^:]+:dynamodb:[^:]+:\\d{12}:table/[a-zA-Z0-9_.-]{3,255}";
    static final int SHORTEST = 3;
    static final int LONGEST = 255;

    private TableNames() {}

    static boolean isArn(String nameOrArn) {
        return nameOrArn.startsWith("arn:");
    }

    /** The name if it is one, null if it is an ARN. */
    static String plain(String nameOrArn) {
        return nameOrArn == null || isArn(nameOrArn) ? null : nameOrArn;
    }

    /** What operations on definitions refuse before all else: no name, one too short or too long. */
    static void requireLength(String nameOrArn) {
        if (nameOrArn == null) {
            throw Validation.error("The parameter 'TableName' is required but was not present in the request");
        }
        if (!isArn(nameOrArn) && (nameOrArn.length() < SHORTEST || nameOrArn.length() > LONGEST)) {
            throw Validation.error("TableName must be at least 3 characters long and at most 255 characters long");
        }
    }

    /** The same, and one of other characters. */
    static void require(String nameOrArn) {
        requireLength(nameOrArn);
        Validation.constraints()
                .also(RequestConstraints.name("tableName", plain(nameOrArn)))
                .require();
    }

    /** What operations on tags refuse of the ARN. */
    static void requireArn(String arn) {
        if (arn == null) {
            throw Validation.error("Invalid TableArn");
        }
        if (!arn.matches(ARN)) {
            throw Validation.error("Invalid TableArn: Invalid ResourceArn provided as input " + arn);
        }
    }
}
