package ateliers.cloud.sam;

import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** AWS managed policies by name: SAM turns a name it knows into an ARN and leaves another as it is. */
final class ManagedPolicies {

    private ManagedPolicies() {}

    static String arn(String partition, String nameOrArn) {
        String path = Holder.PATHS.get(nameOrArn);
        return path == null ? nameOrArn : arnOfPath(partition, path);
    }

    static String arnOfPath(String partition, String path) {
        return "arn:" + partition + ":iam::aws:policy/" + path;
    }

    private static final class Holder {
        static final Map<String, String> PATHS = Lines.of("managed-policies.txt").stream()
                .collect(Collectors.toUnmodifiableMap(
                        path -> path.substring(path.lastIndexOf('/') + 1), Function.identity()));
    }
}
