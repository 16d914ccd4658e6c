package ateliers.cloud.services.lambda;

import ateliers.cloud.door.ServiceContext;
import ateliers.cloud.kit.Operations;
import ateliers.cloud.kit.Pojos;
import ateliers.cloud.services.lambda.api.LambdaErrors;
import ateliers.cloud.services.lambda.api.Lists;
import java.util.List;
import java.util.function.Predicate;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.DeleteLayerVersionRequest;
import software.amazon.awssdk.services.lambda.model.DeleteLayerVersionResponse;
import software.amazon.awssdk.services.lambda.model.GetLayerVersionByArnRequest;
import software.amazon.awssdk.services.lambda.model.GetLayerVersionByArnResponse;
import software.amazon.awssdk.services.lambda.model.GetLayerVersionRequest;
import software.amazon.awssdk.services.lambda.model.GetLayerVersionResponse;
import software.amazon.awssdk.services.lambda.model.LayerVersionContentInput;
import software.amazon.awssdk.services.lambda.model.LayerVersionsListItem;
import software.amazon.awssdk.services.lambda.model.LayersListItem;
import software.amazon.awssdk.services.lambda.model.ListLayerVersionsRequest;
import software.amazon.awssdk.services.lambda.model.ListLayerVersionsResponse;
import software.amazon.awssdk.services.lambda.model.ListLayersRequest;
import software.amazon.awssdk.services.lambda.model.ListLayersResponse;
import software.amazon.awssdk.services.lambda.model.PublishLayerVersionRequest;
import software.amazon.awssdk.services.lambda.model.PublishLayerVersionResponse;

/**
 * Layers and their versions.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_PublishLayerVersion.html">PublishLayerVersion</a>
 */
final class LayerOperations implements LambdaClient, Operations {
    private static final int MOST_IN_A_PAGE = 50;
    private static final List<String> ARCHITECTURES = List.of("x86_64", "arm64");

    /** In the order in which AWS says them. */
    private static final List<String> RUNTIMES = List.of(
            ("nodejs20.x python3.14 provided.al2023 python3.12 python3.13 nodejs24.x nodejs22.x java25 python3.10"
                            + " python3.11 java21 ruby3.3 ruby3.4 ruby3.2 python3.8 python3.9 java17 nodejs16.x dotnet10"
                            + " dotnet8 java11 dotnet6 nodejs18.x provided.al2 java8.al2")
                    .split(" "));

    private final ServiceContext cloud;
    private final Layers layers;
    private final Packages packages;
    private final CodeLocations locations;

    LayerOperations(ServiceContext cloud, Layers layers, Packages packages, CodeLocations locations) {
        this.locations = locations;
        this.cloud = cloud;
        this.layers = layers;
        this.packages = packages;
    }

    @Override
    public PublishLayerVersionResponse publishLayerVersion(PublishLayerVersionRequest request) {
        String name = Layers.name(request.layerName());
        List<String> runtimes = request.compatibleRuntimesAsStrings();
        List<String> architectures = request.compatibleArchitecturesAsStrings();
        LambdaErrors.constraints()
                .length("compatibleRuntimes", runtimes, runtimes.size(), 0, 15)
                .length("description", request.description(), 0, 256)
                .length("licenseInfo", request.licenseInfo(), 0, 512)
                .must(
                        RUNTIMES.containsAll(runtimes),
                        runtimes,
                        "compatibleRuntimes",
                        "satisfy enum value set: " + RUNTIMES)
                .must(
                        ARCHITECTURES.containsAll(architectures),
                        architectures,
                        "compatibleArchitectures",
                        "satisfy constraint: [Member must satisfy enum value set: " + ARCHITECTURES
                                + ", Member must not be null]")
                .require();
        LayerVersionContentInput content = request.content();
        if (content == null) {
            throw LambdaErrors.missing("content");
        }
        DeploymentPackage zip =
                packages.read(content.zipFile(), content.s3Bucket(), content.s3Key(), content.s3ObjectVersion(), null);
        LayerVersion version = layers.publish(
                name,
                number -> new LayerVersion(
                        layers.arn(name),
                        number,
                        zip,
                        request.description() == null ? "" : request.description(),
                        request.licenseInfo(),
                        runtimes,
                        architectures,
                        Functions.MODIFIED.format(cloud.clock().instant().atOffset(java.time.ZoneOffset.UTC)),
                        new ResourcePolicy("GetLayerPolicy")));
        return Pojos.copy(view(version), PublishLayerVersionResponse.builder()).build();
    }

    private GetLayerVersionResponse view(LayerVersion version) {
        return GetLayerVersionResponse.builder()
                .content(c -> c.location(locations.of(version.content()))
                        .codeSha256(version.content().codeSha256())
                        .codeSize((long) version.content().size()))
                .layerArn(version.layerArn())
                .layerVersionArn(version.arn())
                .description(version.description())
                .createdDate(version.created())
                .version(version.number())
                .compatibleRuntimesWithStrings(version.runtimes())
                .compatibleArchitecturesWithStrings(version.architectures())
                .licenseInfo(version.license())
                .build();
    }

    private LayerVersionsListItem item(LayerVersion version) {
        return Pojos.copy(view(version), LayerVersionsListItem.builder()).build();
    }

    /** A version's number, refused where no version could have it. */
    static long number(Long number) {
        if (number == null) {
            throw LambdaErrors.missing("versionNumber");
        }
        if (number < 1) {
            throw LambdaErrors.invalid("Layer Version Cannot be less than 1");
        }
        return number;
    }

    @Override
    public GetLayerVersionResponse getLayerVersion(GetLayerVersionRequest request) {
        return layers.find(Layers.name(request.layerName()), number(request.versionNumber()))
                .map(this::view)
                .orElseThrow(LayerOperations::gone);
    }

    @Override
    public GetLayerVersionByArnResponse getLayerVersionByArn(GetLayerVersionByArnRequest request) {
        Checks.required("arn", request.arn(), Layers.VERSION_ARN);
        GetLayerVersionResponse view =
                layers.find(request.arn()).map(this::view).orElseThrow(LayerOperations::gone);
        return Pojos.copy(view, GetLayerVersionByArnResponse.builder()).build();
    }

    private static RuntimeException gone() {
        return LambdaErrors.notFound("The resource you requested does not exist.");
    }

    @Override
    public DeleteLayerVersionResponse deleteLayerVersion(DeleteLayerVersionRequest request) {
        layers.delete(Layers.name(request.layerName()), number(request.versionNumber()));
        return DeleteLayerVersionResponse.builder().build();
    }

    @Override
    public ListLayerVersionsResponse listLayerVersions(ListLayerVersionsRequest request) {
        Predicate<LayerVersion> fits = fitting(
                request.compatibleRuntimeAsString(), request.compatibleArchitectureAsString(), request.maxItems());
        List<LayerVersionsListItem> all = layers.versions(Layers.name(request.layerName())).stream()
                .filter(fits)
                .map(this::item)
                .toList();
        var page = Lists.page(all, request.marker(), request.maxItems(), MOST_IN_A_PAGE);
        return ListLayerVersionsResponse.builder()
                .layerVersions(page.items())
                .nextMarker(page.next())
                .build();
    }

    @Override
    public ListLayersResponse listLayers(ListLayersRequest request) {
        Predicate<LayerVersion> fits = fitting(
                request.compatibleRuntimeAsString(), request.compatibleArchitectureAsString(), request.maxItems());
        List<LayersListItem> all = layers.newest().stream()
                .filter(fits)
                .map(version -> LayersListItem.builder()
                        .layerArn(version.layerArn())
                        .layerName(
                                version.layerArn().substring(version.layerArn().lastIndexOf(':') + 1))
                        .latestMatchingVersion(item(version))
                        .build())
                .toList();
        var page = Lists.page(all, request.marker(), request.maxItems(), MOST_IN_A_PAGE);
        return ListLayersResponse.builder()
                .layers(page.items())
                .nextMarker(page.next())
                .build();
    }

    /** What a list asks for: versions that say to fit a runtime or an architecture. */
    private static Predicate<LayerVersion> fitting(String runtime, String architecture, Integer maxItems) {
        LambdaErrors.constraints()
                .oneOf("compatibleRuntime", runtime, RUNTIMES)
                .oneOf("compatibleArchitecture", architecture, ARCHITECTURES)
                .between("maxItems", maxItems, 1, MOST_IN_A_PAGE)
                .require();
        return version -> (runtime == null || version.runtimes().contains(runtime))
                && (architecture == null || version.architectures().contains(architecture));
    }
}
