package ateliers.cloud.services.sts;

import ateliers.cloud.kit.Constraints;
import java.util.regex.Pattern;

/** Parameters within STS's limits. */
final class Checks {
    private static final Pattern ROLE_ARN = Pattern.compile("arn:aws:iam::\\d{12}:role/.+");
    private static final int SHORTEST = 900;

    private Checks() {}

    static Constraints constraints() {
        return Constraints.refusedBy(StsErrors::validation);
    }

    static String sessionName(String name) {
        constraints()
                .present("roleSessionName", name)
                .length("roleSessionName", name, 2, 64)
                .pattern("roleSessionName", name, "[\\w+=,.@-]*")
                .require();
        return name;
    }

    static String roleArn(String arn) {
        constraints().present("roleArn", arn).require();
        if (!ROLE_ARN.matcher(arn).matches()) {
            throw StsErrors.validation(arn + " is invalid");
        }
        return arn;
    }

    static int seconds(Integer value, int otherwise, int longest) {
        constraints().between("durationSeconds", value, SHORTEST, longest).require();
        return value == null ? otherwise : value;
    }
}
