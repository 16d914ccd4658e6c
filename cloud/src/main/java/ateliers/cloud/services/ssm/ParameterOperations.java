package ateliers.cloud.services.ssm;

import ateliers.cloud.kit.Operations;
import ateliers.cloud.kit.Paging;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.DeleteParameterRequest;
import software.amazon.awssdk.services.ssm.model.DeleteParameterResponse;
import software.amazon.awssdk.services.ssm.model.DeleteParametersRequest;
import software.amazon.awssdk.services.ssm.model.DeleteParametersResponse;
import software.amazon.awssdk.services.ssm.model.DescribeParametersRequest;
import software.amazon.awssdk.services.ssm.model.DescribeParametersResponse;
import software.amazon.awssdk.services.ssm.model.ParameterMetadata;
import software.amazon.awssdk.services.ssm.model.ParameterStringFilter;
import software.amazon.awssdk.services.ssm.model.ParametersFilter;
import software.amazon.awssdk.services.ssm.model.PutParameterRequest;
import software.amazon.awssdk.services.ssm.model.PutParameterResponse;

/** Parameters, from their making to their end. */
final class ParameterOperations implements SsmClient, Operations {
    private final Parameters parameters;
    private final ChangeEvents events;

    ParameterOperations(Parameters parameters, ChangeEvents events) {
        this.parameters = parameters;
        this.events = events;
    }

    /** @see <a href="https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_PutParameter.html">PutParameter</a> */
    @Override
    public PutParameterResponse putParameter(PutParameterRequest request) {
        boolean overwrite = Boolean.TRUE.equals(request.overwrite());
        PutChecks.check(request);
        ParameterName name = ParameterName.put(request.name());
        Map<String, String> tags = Checks.tags(request.tags());
        Checks.refuseSystemTags(tags.keySet());
        if (overwrite && !tags.isEmpty()) {
            throw SsmErrors.validation(
                    "Invalid request: tags and overwrite can't be used together. To create a parameter"
                            + " with tags, please remove overwrite flag. To update tags for an existing parameter, please use"
                            + " AddTagsToResource or RemoveTagsFromResource.");
        }
        return parameters.locked(() -> {
            Optional<StoredParameter> there = parameters.find(name);
            if (there.isPresent() && !overwrite) {
                throw SsmErrors.exists();
            }
            ParameterVersion version = PutChecks.version(request, there.map(StoredParameter::latest), parameters.now());
            StoredParameter parameter = parameters.put(name, version);
            parameter.tags.putAll(tags);
            events.changed(there.isPresent() ? "Update" : "Create", parameter);
            return PutParameterResponse.builder()
                    .version(version.number())
                    .tier(version.tier())
                    .build();
        });
    }

    /** @see <a href="https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_DeleteParameter.html">DeleteParameter</a> */
    @Override
    public DeleteParameterResponse deleteParameter(DeleteParameterRequest request) {
        Checks.name(request.name());
        return parameters.locked(() -> {
            delete(parameters.get(request.name()));
            return DeleteParameterResponse.builder().build();
        });
    }

    /** @see <a href="https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_DeleteParameters.html">DeleteParameters</a> */
    @Override
    public DeleteParametersResponse deleteParameters(DeleteParametersRequest request) {
        Checks.names(request.hasNames(), request.names());
        return parameters.locked(() -> {
            List<String> deleted = new ArrayList<>();
            List<String> invalid = new ArrayList<>();
            for (String name : request.names()) {
                Optional<StoredParameter> found = parameters.find(name);
                found.ifPresent(this::delete);
                (found.isPresent() ? deleted : invalid).add(name);
            }
            return DeleteParametersResponse.builder()
                    .deletedParameters(deleted)
                    .invalidParameters(invalid)
                    .build();
        });
    }

    private void delete(StoredParameter parameter) {
        events.changed("Delete", parameter);
        parameters.remove(parameter);
    }

    /** @see <a href="https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_DescribeParameters.html">DescribeParameters</a> */
    @Override
    public DescribeParametersResponse describeParameters(DescribeParametersRequest request) {
        if (!request.filters().isEmpty() && !request.parameterFilters().isEmpty()) {
            throw SsmErrors.validation("You can use either Filters or ParameterFilters in a single request.");
        }
        List<ParameterStringFilter> filters = Stream.concat(
                        request.parameterFilters().stream(),
                        request.filters().stream().map(ParameterOperations::newer))
                .toList();
        ParameterFilters.check(filters, false);
        return parameters.locked(() -> {
            List<ParameterMetadata> all = parameters.all().stream()
                    .filter(parameter -> ParameterFilters.pass(parameter, filters))
                    .map(ParameterOperations::view)
                    .toList();
            Paging.Page<ParameterMetadata> page =
                    Checks.page(all, request.nextToken(), request.maxResults(), Checks.HISTORY_PAGE);
            return DescribeParametersResponse.builder()
                    .parameters(page.items())
                    .nextToken(page.next())
                    .build();
        });
    }

    /** The older form of filters in the newer one. */
    private static ParameterStringFilter newer(ParametersFilter filter) {
        Checks.constraints()
                .present("filters.1.member.key", filter.keyAsString())
                .oneOf("filters.1.member.key", filter.keyAsString(), List.of("KeyId", "Type", "Name"))
                .require();
        return ParameterStringFilter.builder()
                .key(filter.keyAsString())
                .option(filter.keyAsString().equals("Name") ? "BeginsWith" : "Equals")
                .values(filter.values())
                .build();
    }

    private static ParameterMetadata view(StoredParameter parameter) {
        ParameterVersion latest = parameter.latest();
        return ParameterMetadata.builder()
                .name(parameter.name)
                .arn(parameter.arn)
                .type(latest.type())
                .keyId(latest.keyId())
                .lastModifiedDate(latest.modified())
                .lastModifiedUser(latest.modifiedBy())
                .description(latest.description())
                .allowedPattern(latest.allowedPattern())
                .version(latest.number())
                .tier(latest.tier())
                .policies(List.of())
                .dataType(latest.dataType())
                .build();
    }
}
