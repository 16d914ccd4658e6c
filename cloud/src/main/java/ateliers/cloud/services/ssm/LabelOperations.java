package ateliers.cloud.services.ssm;

import ateliers.cloud.kit.Operations;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.LabelParameterVersionRequest;
import software.amazon.awssdk.services.ssm.model.LabelParameterVersionResponse;
import software.amazon.awssdk.services.ssm.model.UnlabelParameterVersionRequest;
import software.amazon.awssdk.services.ssm.model.UnlabelParameterVersionResponse;

/**
 * Labels of parameters' versions.
 *
 * @see <a href="https://docs.aws.amazon.com/systems-manager/latest/userguide/sysman-paramstore-labels.html">Working with
 *     parameter labels</a>
 */
final class LabelOperations implements SsmClient, Operations {
    private static final int MOST_LABELS = 10;
    private static final int LONGEST = 100;

    private final Parameters parameters;
    private final ChangeEvents events;

    LabelOperations(Parameters parameters, ChangeEvents events) {
        this.parameters = parameters;
        this.events = events;
    }

    /** @see <a href="https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_LabelParameterVersion.html">LabelParameterVersion</a> */
    @Override
    public LabelParameterVersionResponse labelParameterVersion(LabelParameterVersionRequest request) {
        Checks.name(request.name());
        check(request.hasLabels(), request.labels());
        return parameters.locked(() -> {
            StoredParameter parameter = parameters.get(request.name());
            long number =
                    request.parameterVersion() == null ? parameter.latest().number() : request.parameterVersion();
            requireVersion(parameter, request.name(), number);
            List<String> valid = new ArrayList<>();
            List<String> invalid = new ArrayList<>();
            request.labels().forEach(label -> (isLabel(label) ? valid : invalid).add(label));
            Set<String> after = new LinkedHashSet<>(parameter.labelsOf(number));
            after.addAll(valid);
            if (after.size() > MOST_LABELS) {
                throw SsmErrors.tooManyLabels();
            }
            valid.forEach(label -> parameter.labels.put(label, number));
            if (!valid.isEmpty()) {
                events.changed("LabelParameterVersion", parameter);
            }
            return LabelParameterVersionResponse.builder()
                    .invalidLabels(invalid)
                    .parameterVersion(number)
                    .build();
        });
    }

    /** @see <a href="https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_UnlabelParameterVersion.html">UnlabelParameterVersion</a> */
    @Override
    public UnlabelParameterVersionResponse unlabelParameterVersion(UnlabelParameterVersionRequest request) {
        Checks.name(request.name());
        Checks.constraints()
                .present("parameterVersion", request.parameterVersion())
                .require();
        check(request.hasLabels(), request.labels());
        return parameters.locked(() -> {
            StoredParameter parameter = parameters.get(request.name());
            long number = request.parameterVersion();
            requireVersion(parameter, request.name(), number);
            List<String> removed = new ArrayList<>();
            List<String> invalid = new ArrayList<>();
            request.labels().forEach(label -> (parameter.labels.remove(label, number) ? removed : invalid).add(label));
            return UnlabelParameterVersionResponse.builder()
                    .removedLabels(removed)
                    .invalidLabels(invalid)
                    .build();
        });
    }

    private static void requireVersion(StoredParameter parameter, String name, long number) {
        if (parameter.version(number).isEmpty()) {
            throw SsmErrors.noVersion(name, Long.toString(number));
        }
    }

    private static void check(boolean given, List<String> labels) {
        Checks.constraints().given("labels", given).require();
        Checks.constraints()
                .length("labels", labels, labels.size(), 1, MOST_LABELS)
                .must(
                        labels.stream().allMatch(each -> !each.isEmpty() && each.length() <= LONGEST),
                        labels,
                        "labels",
                        "satisfy constraint: [Member must have length less than or equal to 100, Member must have length"
                                + " greater than or equal to 1]")
                .require();
    }

    private static boolean isLabel(String label) {
        String low = label.toLowerCase(Locale.ROOT);
        return label.matches("[A-Za-z_.-][A-Za-z0-9_.-]*") && !low.startsWith("aws") && !low.startsWith("ssm");
    }
}
