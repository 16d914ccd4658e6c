package ateliers.cloud.services.lambda;

import ateliers.cloud.door.ServiceContext;
import ateliers.cloud.door.Unsupported;
import ateliers.cloud.kit.Operations;
import ateliers.cloud.kit.Pojos;
import ateliers.cloud.services.lambda.api.LambdaErrors;
import ateliers.cloud.services.lambda.api.Lists;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.AliasConfiguration;
import software.amazon.awssdk.services.lambda.model.CreateFunctionRequest;
import software.amazon.awssdk.services.lambda.model.CreateFunctionResponse;
import software.amazon.awssdk.services.lambda.model.DeleteFunctionRequest;
import software.amazon.awssdk.services.lambda.model.DeleteFunctionResponse;
import software.amazon.awssdk.services.lambda.model.FunctionCode;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;
import software.amazon.awssdk.services.lambda.model.FunctionVersion;
import software.amazon.awssdk.services.lambda.model.GetFunctionConfigurationRequest;
import software.amazon.awssdk.services.lambda.model.GetFunctionConfigurationResponse;
import software.amazon.awssdk.services.lambda.model.GetFunctionRequest;
import software.amazon.awssdk.services.lambda.model.GetFunctionResponse;
import software.amazon.awssdk.services.lambda.model.ListFunctionsRequest;
import software.amazon.awssdk.services.lambda.model.ListFunctionsResponse;
import software.amazon.awssdk.services.lambda.model.PackageType;
import software.amazon.awssdk.services.lambda.model.UpdateFunctionCodeRequest;
import software.amazon.awssdk.services.lambda.model.UpdateFunctionCodeResponse;
import software.amazon.awssdk.services.lambda.model.UpdateFunctionConfigurationRequest;
import software.amazon.awssdk.services.lambda.model.UpdateFunctionConfigurationResponse;

/**
 * Functions: their code and their configuration. Answers tell that they are being made or updated; unless the cloud is told to take
 * its time, they are so no more when the next call comes.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html">CreateFunction</a>
 */
final class FunctionOperations implements LambdaClient, Operations {
    private final ServiceContext cloud;
    private final Functions functions;
    private final Packages packages;
    private final Roles roles;
    private final Layers layers;
    private final CodeLocations locations;

    FunctionOperations(
            ServiceContext cloud,
            Functions functions,
            Packages packages,
            Roles roles,
            Layers layers,
            CodeLocations locations) {
        this.locations = locations;
        this.cloud = cloud;
        this.functions = functions;
        this.packages = packages;
        this.roles = roles;
        this.layers = layers;
    }

    /** Ends all sandboxes. */
    @Override
    public void close() {
        packages.close();
    }

    @Override
    public CreateFunctionResponse createFunction(CreateFunctionRequest request) {
        String name = FunctionName.of(request.functionName()).name();
        LambdaErrors.constraints()
                .length("functionName", name, 1, FunctionName.LONGEST)
                .require();
        if (request.packageType() == PackageType.IMAGE) {
            throw new Unsupported("lambda: functions from container images");
        }
        if (request.code() == null) {
            throw LambdaErrors.missing("code");
        }
        Settings settings = SettingsReader.created(name, request, layers.resolve(request.layers()));
        Checks.settings(settings);
        if (functions.exists(name)) {
            throw LambdaErrors.conflict("Function already exist: " + name);
        }
        checkRole(name, settings);
        Map<String, String> tags = Tags.of(request.tags()).all();
        FunctionCode code = request.code();
        DeploymentPackage zip =
                packages.read(code.zipFile(), code.s3Bucket(), code.s3Key(), code.s3ObjectVersion(), code.imageUri());
        Function function = functions.create(name);
        try {
            functions.latest(function, settings, zip);
        } catch (RuntimeException e) {
            functions.delete(function);
            throw e;
        }
        function.tags.put(tags);
        noteInert(function, settings);
        boolean publish = Boolean.TRUE.equals(request.publish());
        Version made = publish ? functions.publish(function, null) : function.latest;
        return Pojos.copy(Views.pending(Views.configuration(function, made, publish)), CreateFunctionResponse.builder())
                .build();
    }

    private void checkRole(String name, Settings settings) {
        roles.checkAssumable(settings.role());
        settings.deadLetter().ifPresent(arn -> {
            LambdaErrors.constraints()
                    .must(
                            arn.matches("arn:aws[a-zA-Z-]*:(sqs|sns):.+"),
                            arn,
                            "deadLetterConfig.targetArn",
                            "satisfy regular expression pattern: (arn:(aws[a-zA-Z-]*)?:[a-z0-9-.]+:.*)|()")
                    .require();
            roles.checkMaySend(settings.role(), name, arn);
        });
    }

    private void noteInert(Function function, Settings settings) {
        noteInert(function, "TracingConfig", !settings.tracing().equals("PassThrough"));
        noteInert(function, "SnapStart", !settings.snapStart().equals("None"));
        noteInert(function, "Architectures", !settings.architecture().equals("x86_64"));
        noteInert(function, "EphemeralStorage", settings.storageMb() != 512);
        for (LayerVersion layer : settings.layers()) {
            List<String> others = packages.beside(layer);
            if (!others.isEmpty()) {
                cloud.notes("lambda")
                        .inert(
                                "Layers",
                                function.arn,
                                "what " + layer.arn() + " has beside java/lib is not under /opt here: "
                                        + String.join(", ", others));
            }
        }
    }

    private void noteInert(Function function, String property, boolean given) {
        if (given) {
            cloud.notes("lambda").inert(property, function.arn, property + " has no effect here");
        }
    }

    @Override
    public GetFunctionResponse getFunction(GetFunctionRequest request) {
        FunctionName name = FunctionName.of(request.functionName(), request.qualifier());
        Function function = functions.get(name);
        GetFunctionResponse.Builder response = GetFunctionResponse.builder()
                .configuration(Views.configuration(
                        function, functions.version(name), name.qualifier().isPresent()))
                .code(c -> c.repositoryType("S3")
                        .location(locations.of(functions.version(name).code())));
        if (!function.tags.all().isEmpty()) {
            response.tags(function.tags.all());
        }
        function.reserved.ifPresent(most -> response.concurrency(c -> c.reservedConcurrentExecutions(most)));
        return response.build();
    }

    @Override
    public GetFunctionConfigurationResponse getFunctionConfiguration(GetFunctionConfigurationRequest request) {
        FunctionName name = FunctionName.of(request.functionName(), request.qualifier());
        FunctionConfiguration view = Views.configuration(
                functions.get(name), functions.version(name), name.qualifier().isPresent());
        return Pojos.copy(view, GetFunctionConfigurationResponse.builder()).build();
    }

    @Override
    public UpdateFunctionCodeResponse updateFunctionCode(UpdateFunctionCodeRequest request) {
        Function function = functions.get(FunctionName.of(request.functionName()));
        function.requireSettled();
        function.checkRevision(request.revisionId());
        DeploymentPackage zip = packages.read(
                request.zipFile(), request.s3Bucket(), request.s3Key(), request.s3ObjectVersion(), request.imageUri());
        boolean publish = Boolean.TRUE.equals(request.publish());
        FunctionConfiguration view = Views.configuration(function, function.latest, publish);
        if (!Boolean.TRUE.equals(request.dryRun())) {
            Settings settings = SettingsReader.built(function.latest.settings(), request);
            Checks.settings(settings);
            Version latest = functions.latest(function, settings, zip);
            noteInert(function, settings);
            view = publish
                    ? Views.configuration(function, functions.publish(function, null), true)
                    : Views.updating(Views.configuration(function, latest, false));
        }
        return Pojos.copy(view, UpdateFunctionCodeResponse.builder()).build();
    }

    @Override
    public UpdateFunctionConfigurationResponse updateFunctionConfiguration(UpdateFunctionConfigurationRequest request) {
        Function function = functions.get(FunctionName.of(request.functionName()));
        function.requireSettled();
        function.checkRevision(request.revisionId());
        Settings now = function.latest.settings();
        Settings settings = SettingsReader.updated(
                now, request, request.hasLayers() ? layers.resolve(request.layers()) : now.layers());
        Checks.settings(settings);
        checkRole(function.name, settings);
        Version made = functions.latest(function, settings, function.latest.code());
        noteInert(function, settings);
        return Pojos.copy(
                        Views.updating(Views.configuration(function, made, false)),
                        UpdateFunctionConfigurationResponse.builder())
                .build();
    }

    @Override
    public DeleteFunctionResponse deleteFunction(DeleteFunctionRequest request) {
        FunctionName name = FunctionName.of(request.functionName(), request.qualifier());
        Function function = functions.get(name);
        if (name.qualifier().isPresent()) {
            deleteVersion(function, name.version());
        } else {
            functions.delete(function);
        }
        return DeleteFunctionResponse.builder().build();
    }

    private static void deleteVersion(Function function, String number) {
        if (number.equals(FunctionName.LATEST)) {
            throw LambdaErrors.invalid("$LATEST version cannot be deleted without deleting the function.");
        }
        List<String> aliases = function.aliases.values().stream()
                .filter(alias -> AliasRouting.leadsTo(alias, number))
                .map(AliasConfiguration::name)
                .toList();
        if (!aliases.isEmpty()) {
            throw LambdaErrors.conflict(
                    "Unable to delete version because the following aliases reference it: " + aliases);
        }
        synchronized (function) {
            Version gone = function.published.remove(number);
            if (gone != null) {
                gone.running().retire();
            }
        }
    }

    @Override
    public ListFunctionsResponse listFunctions(ListFunctionsRequest request) {
        List<FunctionConfiguration> all = new ArrayList<>();
        for (Function function : functions.all()) {
            if (request.functionVersion() == FunctionVersion.ALL) {
                all.addAll(Views.versions(function));
            } else {
                all.add(Views.configuration(function, function.latest, false));
            }
        }
        var page = Lists.page(all, request.marker(), request.maxItems(), 50);
        return ListFunctionsResponse.builder()
                .functions(page.items())
                .nextMarker(page.next())
                .build();
    }
}
