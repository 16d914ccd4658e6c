package ateliers.cloud.services.lambda;

import ateliers.cloud.door.ServiceContext;
import ateliers.cloud.door.Unsupported;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.*;

/** Lambda's operations on functions. */
abstract class LambdaFunctions implements LambdaClient {
    final ServiceContext cloud;
    final Packages packages;
    final Roles roles;
    final Functions functions;

    LambdaFunctions(ServiceContext cloud) {
        this.cloud = cloud;
        this.packages = new Packages(cloud);
        this.roles = new Roles(cloud);
        this.functions = new Functions(cloud, packages, roles);
    }

    @Override
    public String serviceName() {
        return "lambda";
    }

    @Override
    public void close() {
        packages.close();
    }

    @Override
    public CreateFunctionResponse createFunction(CreateFunctionRequest request) {
        Target target = Target.of(request.functionName(), null);
        if (request.packageType() == PackageType.IMAGE) {
            throw new Unsupported("lambda: functions from container images");
        }
        if (request.code() == null) {
            throw LambdaErrors.missing("code");
        }
        Settings settings = SettingsReader.created(target.name(), request);
        Checks.settings(settings);
        if (functions.exists(target.name())) {
            throw LambdaErrors.conflict("Function already exist: " + target.name());
        }
        checkRole(target.name(), settings);
        Map<String, String> tags = Tags.of(request.tags()).all();
        FunctionCode code = request.code();
        byte[] zip = read(
                code.zipFile() == null ? null : code.zipFile().asByteArray(),
                code.s3Bucket(),
                code.s3Key(),
                code.s3ObjectVersion(),
                code.imageUri());
        packages.code(zip);
        Function function = functions.create(target.name());
        try {
            functions.latest(function, settings, zip);
        } catch (RuntimeException e) {
            functions.delete(function);
            throw e;
        }
        function.tags.put(tags);
        noteInert(function, settings);
        Version made = Boolean.TRUE.equals(request.publish()) ? publish(function, null) : function.latest;
        FunctionConfiguration view = Views.configuration(function, made, Boolean.TRUE.equals(request.publish()));
        return Copy.to(view, CreateFunctionResponse.builder()).build();
    }

    private byte[] read(byte[] zip, String bucket, String key, String version, String image) {
        if (image != null) {
            throw new Unsupported("lambda: functions from container images");
        }
        return packages.read(zip, bucket, key, version);
    }

    private void checkRole(String name, Settings settings) {
        roles.checkAssumable(settings.role());
        settings.deadLetter().ifPresent(arn -> {
            if (!arn.matches("arn:aws[a-zA-Z-]*:(sqs|sns):.+")) {
                throw LambdaErrors.constraint(
                        arn,
                        "deadLetterConfig.targetArn",
                        "satisfy regular expression pattern: (arn:(aws[a-zA-Z-]*)?:[a-z0-9-.]+:.*)|()");
            }
            roles.checkMaySend(settings.role(), name, arn);
        });
    }

    private void noteInert(Function function, Settings settings) {
        if (!settings.tracing().equals("PassThrough")) {
            inert(function, "TracingConfig");
        }
        if (!settings.snapStart().equals("None")) {
            inert(function, "SnapStart");
        }
        if (!settings.architecture().equals("x86_64")) {
            inert(function, "Architectures");
        }
        if (settings.storageMb() != 512) {
            inert(function, "EphemeralStorage");
        }
    }

    void inert(Function function, String property) {
        cloud.inert("lambda", property, function.arn, property + " has no effect here");
    }

    @Override
    public GetFunctionResponse getFunction(GetFunctionRequest request) {
        Target target = Target.of(request.functionName(), request.qualifier());
        Function function = functions.get(target);
        Version version = functions.version(target);
        GetFunctionResponse.Builder response = GetFunctionResponse.builder()
                .configuration(Views.configuration(
                        function, version, target.qualifier().isPresent()))
                .code(c -> c.repositoryType("S3"));
        if (!function.tags.all().isEmpty()) {
            response.tags(function.tags.all());
        }
        function.reserved.ifPresent(most -> response.concurrency(c -> c.reservedConcurrentExecutions(most)));
        return response.build();
    }

    @Override
    public GetFunctionConfigurationResponse getFunctionConfiguration(GetFunctionConfigurationRequest request) {
        Target target = Target.of(request.functionName(), request.qualifier());
        FunctionConfiguration view = Views.configuration(
                functions.get(target),
                functions.version(target),
                target.qualifier().isPresent());
        return Copy.to(view, GetFunctionConfigurationResponse.builder()).build();
    }

    @Override
    public UpdateFunctionCodeResponse updateFunctionCode(UpdateFunctionCodeRequest request) {
        Function function = functions.get(Target.of(request.functionName(), null));
        checkRevision(function, request.revisionId());
        SdkBytes given = request.zipFile();
        byte[] zip = read(
                given == null ? null : given.asByteArray(),
                request.s3Bucket(),
                request.s3Key(),
                request.s3ObjectVersion(),
                request.imageUri());
        packages.code(zip);
        Version made = function.latest;
        if (!Boolean.TRUE.equals(request.dryRun())) {
            Settings settings = SettingsReader.built(function.latest.settings(), request);
            Checks.settings(settings);
            made = functions.latest(function, settings, zip);
            noteInert(function, settings);
            if (Boolean.TRUE.equals(request.publish())) {
                made = publish(function, null);
            }
        }
        FunctionConfiguration view = Views.configuration(function, made, Boolean.TRUE.equals(request.publish()));
        return Copy.to(view, UpdateFunctionCodeResponse.builder()).build();
    }

    @Override
    public UpdateFunctionConfigurationResponse updateFunctionConfiguration(UpdateFunctionConfigurationRequest request) {
        Function function = functions.get(Target.of(request.functionName(), null));
        checkRevision(function, request.revisionId());
        Settings settings = SettingsReader.updated(function.latest.settings(), request);
        Checks.settings(settings);
        checkRole(function.name, settings);
        Version made = functions.latest(function, settings, function.latest.zip());
        noteInert(function, settings);
        return Copy.to(Views.configuration(function, made, false), UpdateFunctionConfigurationResponse.builder())
                .build();
    }

    static void checkRevision(Function function, String revision) {
        if (revision != null && !revision.equals(function.latest.revisionId())) {
            throw LambdaErrors.staleRevision();
        }
    }

    @Override
    public DeleteFunctionResponse deleteFunction(DeleteFunctionRequest request) {
        Target target = Target.of(request.functionName(), request.qualifier());
        Function function = functions.get(target);
        if (target.qualifier().isPresent()) {
            String number = target.qualifier().get();
            if (number.equals("$LATEST")) {
                throw LambdaErrors.invalid("$LATEST version cannot be deleted without deleting the function.");
            }
            if (function.aliases.values().stream()
                    .anyMatch(alias -> alias.functionVersion().equals(number))) {
                throw LambdaErrors.conflict("Unable to delete version because the following aliases reference it: "
                        + function.aliases.values().stream()
                                .filter(alias -> alias.functionVersion().equals(number))
                                .map(AliasConfiguration::name)
                                .toList());
            }
            synchronized (function) {
                Version gone = function.published.remove(number);
                if (gone != null) {
                    gone.running().retire();
                }
            }
        } else {
            functions.delete(function);
        }
        return DeleteFunctionResponse.builder().build();
    }

    @Override
    public ListFunctionsResponse listFunctions(ListFunctionsRequest request) {
        List<FunctionConfiguration> all = new ArrayList<>();
        for (Function function : functions.all()) {
            if (request.functionVersion() == FunctionVersion.ALL) {
                function.versions().values().forEach(v -> all.add(Views.configuration(function, v, true)));
            } else {
                all.add(Views.configuration(function, function.latest, false));
            }
        }
        var slice = Views.slice(all, request.marker(), request.maxItems(), 50);
        return ListFunctionsResponse.builder()
                .functions(slice.items())
                .nextMarker(slice.next())
                .build();
    }

    /** Publishes {@code $LATEST}; unchanged since the last version, it is that one. */
    Version publish(Function function, String description) {
        synchronized (function) {
            Version latest = function.latest;
            Version last = function.published.get(Integer.toString(function.lastNumber));
            if (last != null
                    && last.codeSha256().equals(latest.codeSha256())
                    && last.settings().equals(latest.settings())) {
                return last;
            }
            String number = Integer.toString(++function.lastNumber);
            Version made = functions.make(
                    function,
                    number,
                    function.arn + ":" + number,
                    SettingsReader.described(latest.settings(), description),
                    latest.zip());
            function.published.put(number, made);
            return made;
        }
    }

    @Override
    public PublishVersionResponse publishVersion(PublishVersionRequest request) {
        Function function = functions.get(Target.of(request.functionName(), null));
        checkRevision(function, request.revisionId());
        if (request.codeSha256() != null && !request.codeSha256().equals(function.latest.codeSha256())) {
            throw LambdaErrors.invalid("CodeSHA256 (" + request.codeSha256() + ") is different from current"
                    + " CodeSHA256 in $LATEST (" + function.latest.codeSha256()
                    + "). Please try again with the CodeSHA256 in $LATEST.");
        }
        Version made = publish(function, request.description());
        return Copy.to(Views.configuration(function, made, true), PublishVersionResponse.builder())
                .build();
    }

    @Override
    public ListVersionsByFunctionResponse listVersionsByFunction(ListVersionsByFunctionRequest request) {
        Function function = functions.get(Target.of(request.functionName(), null));
        List<FunctionConfiguration> all = function.versions().values().stream()
                .map(version -> Views.configuration(function, version, true))
                .toList();
        var slice = Views.slice(all, request.marker(), request.maxItems(), 50);
        return ListVersionsByFunctionResponse.builder()
                .versions(slice.items())
                .nextMarker(slice.next())
                .build();
    }
}
