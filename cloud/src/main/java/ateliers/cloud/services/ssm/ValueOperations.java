package ateliers.cloud.services.ssm;

import ateliers.cloud.door.Unsupported;
import ateliers.cloud.kit.Operations;
import ateliers.cloud.kit.Paging;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.GetParameterHistoryRequest;
import software.amazon.awssdk.services.ssm.model.GetParameterHistoryResponse;
import software.amazon.awssdk.services.ssm.model.GetParameterRequest;
import software.amazon.awssdk.services.ssm.model.GetParameterResponse;
import software.amazon.awssdk.services.ssm.model.GetParametersByPathRequest;
import software.amazon.awssdk.services.ssm.model.GetParametersByPathResponse;
import software.amazon.awssdk.services.ssm.model.GetParametersRequest;
import software.amazon.awssdk.services.ssm.model.GetParametersResponse;
import software.amazon.awssdk.services.ssm.model.Parameter;
import software.amazon.awssdk.services.ssm.model.ParameterHistory;
import software.amazon.awssdk.services.ssm.model.ParameterStringFilter;

/** What parameters hold, now and before. */
final class ValueOperations implements SsmClient, Operations {
    private final Parameters parameters;

    ValueOperations(Parameters parameters) {
        this.parameters = parameters;
    }

    /** @see <a href="https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_GetParameter.html">GetParameter</a> */
    @Override
    public GetParameterResponse getParameter(GetParameterRequest request) {
        Checks.name(request.name());
        return parameters.locked(() -> {
            StoredParameter parameter = parameters.get(request.name());
            ParameterName name = ParameterName.of(request.name());
            ParameterVersion version = parameter
                    .select(name.selector())
                    .orElseThrow(() -> SsmErrors.noVersion(
                            name.shown().orElse(parameter.name), name.selector().orElseThrow()));
            return GetParameterResponse.builder()
                    .parameter(view(parameter, version, name, request.withDecryption()))
                    .build();
        });
    }

    /** @see <a href="https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_GetParameters.html">GetParameters</a> */
    @Override
    public GetParametersResponse getParameters(GetParametersRequest request) {
        Checks.names(request.hasNames(), request.names());
        return parameters.locked(() -> {
            List<Parameter> found = new ArrayList<>();
            List<String> invalid = new ArrayList<>();
            for (String id : new LinkedHashSet<>(request.names())) {
                ParameterName name = ParameterName.of(id);
                Optional<Parameter> value = parameters
                        .find(id)
                        .flatMap(parameter -> parameter
                                .select(name.selector())
                                .map(version -> view(parameter, version, name, request.withDecryption())));
                value.ifPresentOrElse(found::add, () -> invalid.add(id));
            }
            found.sort(Comparator.comparing(Parameter::name));
            return GetParametersResponse.builder()
                    .parameters(found)
                    .invalidParameters(invalid)
                    .build();
        });
    }

    /** @see <a href="https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_GetParametersByPath.html">GetParametersByPath</a> */
    @Override
    public GetParametersByPathResponse getParametersByPath(GetParametersByPathRequest request) {
        String path = request.path();
        Checks.constraints().present("path", path).length("path", path, 1, 2048).require();
        if (path.startsWith("/aws/")) {
            throw new Unsupported("ssm: parameters of AWS's own, as " + path);
        }
        ParameterFilters.checkForm(path);
        ParameterFilters.check(request.parameterFilters(), true);
        boolean recursive = Boolean.TRUE.equals(request.recursive());
        return parameters.locked(() -> {
            List<Parameter> all = parameters.all().stream()
                    .filter(each -> ParameterFilters.below(path, each.name, recursive))
                    .filter(each -> ParameterFilters.pass(each, request.parameterFilters()))
                    .map(each -> labelled(each, request))
                    .toList();
            Paging.Page<Parameter> page = Checks.page(all, request.nextToken(), request.maxResults(), Checks.PATH_PAGE);
            return GetParametersByPathResponse.builder()
                    .parameters(page.items())
                    .nextToken(page.next())
                    .build();
        });
    }

    /** The version that has a label which was asked for, else the latest. */
    private static Parameter labelled(StoredParameter parameter, GetParametersByPathRequest request) {
        Optional<String> label = request.parameterFilters().stream()
                .filter(filter -> filter.key().equals("Label"))
                .map(ParameterStringFilter::values)
                .flatMap(List::stream)
                .filter(parameter.labels::containsKey)
                .findFirst();
        ParameterName name = new ParameterName(Optional.empty(), parameter.name, label);
        return view(parameter, parameter.select(label).orElseThrow(), name, request.withDecryption());
    }

    private static Parameter view(
            StoredParameter parameter, ParameterVersion version, ParameterName asked, Boolean decrypted) {
        return Parameter.builder()
                .name(asked.shown().orElse(parameter.name))
                .type(version.type())
                .value(version.shown(decrypted))
                .version(version.number())
                .selector(asked.selector().map(each -> ":" + each).orElse(null))
                .lastModifiedDate(version.modified())
                .arn(parameter.arn)
                .dataType(version.dataType())
                .build();
    }

    /** @see <a href="https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_GetParameterHistory.html">GetParameterHistory</a> */
    @Override
    public GetParameterHistoryResponse getParameterHistory(GetParameterHistoryRequest request) {
        Checks.name(request.name());
        return parameters.locked(() -> {
            StoredParameter parameter = parameters.get(request.name());
            List<ParameterHistory> all = parameter.history().stream()
                    .map(version -> view(parameter, version, request.withDecryption()))
                    .toList();
            Paging.Page<ParameterHistory> page =
                    Checks.page(all, request.nextToken(), request.maxResults(), Checks.HISTORY_PAGE);
            return GetParameterHistoryResponse.builder()
                    .parameters(page.items())
                    .nextToken(page.next())
                    .build();
        });
    }

    private static ParameterHistory view(StoredParameter parameter, ParameterVersion version, Boolean decrypted) {
        return ParameterHistory.builder()
                .name(parameter.name)
                .type(version.type())
                .keyId(version.keyId())
                .lastModifiedDate(version.modified())
                .lastModifiedUser(version.modifiedBy())
                .description(version.description())
                .value(version.shown(decrypted))
                .allowedPattern(version.allowedPattern())
                .version(version.number())
                .labels(parameter.labelsOf(version.number()))
                .tier(version.tier())
                .policies(List.of())
                .dataType(version.dataType())
                .build();
    }
}
