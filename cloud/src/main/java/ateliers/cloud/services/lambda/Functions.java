package ateliers.cloud.services.lambda;

import ateliers.cloud.door.ServiceContext;
import ateliers.cloud.kit.Arn;
import ateliers.cloud.sandbox.FunctionSpec;
import ateliers.cloud.sandbox.RunningFunction;
import ateliers.cloud.services.lambda.api.LambdaErrors;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** The functions of a cloud, and the making of their versions. */
final class Functions {
    static final DateTimeFormatter MODIFIED = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSxx", Locale.ROOT);

    private final ServiceContext cloud;
    private final Packages packages;
    private final Roles roles;
    private final Map<String, Function> byName = new ConcurrentHashMap<>();

    Functions(ServiceContext cloud, Packages packages, Roles roles) {
        this.cloud = cloud;
        this.packages = packages;
        this.roles = roles;
    }

    Function create(String name) {
        Function function =
                new Function(name, cloud.place().arn("lambda", "function:" + name), cloud.clock(), cloud.settling());
        if (byName.putIfAbsent(name, function) != null) {
            throw LambdaErrors.conflict("Function already exist: " + name);
        }
        return function;
    }

    boolean exists(String name) {
        return byName.containsKey(name);
    }

    Optional<Function> find(String name) {
        return Optional.ofNullable(byName.get(name)).filter(function -> function.latest != null);
    }

    /**
     * A function of this region.
     *
     * @throws software.amazon.awssdk.services.lambda.model.ResourceNotFoundException for another region's
     */
    Optional<Function> find(FunctionName function) {
        String here = cloud.place().region();
        if (function.region().filter(region -> !region.equals(here)).isPresent()) {
            throw LambdaErrors.notFound("Functions from '" + function.region().get()
                    + "' are not reachable in this region ('" + here + "')");
        }
        return find(function.name());
    }

    Function get(FunctionName function) {
        return find(function)
                .orElseThrow(() -> LambdaErrors.notFound("Function not found: " + function.arn(cloud.place())));
    }

    Version version(FunctionName function) {
        return found(function, get(function).version(function.version()));
    }

    /** The version that an invocation runs, as a weighted alias chooses. */
    Version routed(FunctionName function) {
        return found(function, get(function).routed(function.version()));
    }

    private Version found(FunctionName function, Optional<Version> version) {
        return version.orElseThrow(() -> LambdaErrors.notFound("Function not found: " + function.arn(cloud.place())));
    }

    List<Function> all() {
        return byName.values().stream()
                .filter(function -> function.latest != null)
                .sorted(Comparator.comparing(function -> function.name))
                .toList();
    }

    void delete(Function function) {
        byName.remove(function.name);
        function.versions().forEach(version -> version.running().retire());
    }

    /** A new {@code $LATEST} of a function; the one before runs out. */
    Version latest(Function function, Settings settings, DeploymentPackage code) {
        Version version = make(function, FunctionName.LATEST, function.arn, settings, code);
        function.become(version);
        return version;
    }

    /** Publishes {@code $LATEST}; unchanged since the last version, it is that one. */
    Version publish(Function function, String description) {
        synchronized (function) {
            Version latest = function.latest;
            Version last = function.published.get(Integer.toString(function.lastNumber));
            Version source = function.lastPublished;
            if (last != null
                    && source.code().codeSha256().equals(latest.code().codeSha256())
                    && source.settings().equals(latest.settings())) {
                return last;
            }
            function.lastPublished = latest;
            String number = Integer.toString(++function.lastNumber);
            Version made = make(
                    function,
                    number,
                    function.arn + ":" + number,
                    SettingsReader.described(latest.settings(), description),
                    latest.code());
            function.published.put(number, made);
            return made;
        }
    }

    /** Whether a function has this role now; false for what is no function's name. */
    boolean hasRole(String functionName, String role) {
        return FunctionName.find(functionName)
                .flatMap(named -> find(named.name()))
                .filter(function -> function.latest.settings().role().equals(role))
                .isPresent();
    }

    /** The URL of a function or an alias. */
    Optional<UrlConfig> url(FunctionName named) {
        return find(named).map(function -> function.urls.get(named.qualifier().orElse("")));
    }

    /** The function that has the URL of this id. */
    Optional<Function> withUrl(String id) {
        return all().stream()
                .filter(function ->
                        function.urls.values().stream().anyMatch(url -> url.id().equals(id)))
                .findFirst();
    }

    /** The policy document of a function, a version or an alias, by its ARN. */
    Optional<String> policy(String arn) {
        return Arn.find(arn)
                .filter(resource -> resource.type().equals("function"))
                .flatMap(resource -> FunctionName.find(arn))
                .flatMap(named -> find(named.name())
                        .flatMap(function -> function.policy(named.qualifier().orElse(""))))
                .map(ResourcePolicy::document);
    }

    /** The tags of the function with this ARN, of a version or alias, too. */
    Map<String, String> tags(String arn) {
        return Arn.find(arn)
                .filter(resource -> resource.type().equals("function"))
                .flatMap(resource -> FunctionName.find(arn))
                .flatMap(named -> find(named.name()))
                .map(function -> function.tags.all())
                .orElse(Map.of());
    }

    /** What the runtime and the SDK read. */
    private Map<String, String> variables(Settings settings) {
        Map<String, String> variables = new HashMap<>(Map.of(
                "AWS_REGION", cloud.place().region(),
                "AWS_DEFAULT_REGION", cloud.place().region(),
                "AWS_LAMBDA_LOG_GROUP_NAME", settings.logGroup(),
                "AWS_ENDPOINT_URL", cloud.endpoint().get().toString()));
        if (settings.logging().json()) {
            variables.put("AWS_LAMBDA_LOG_FORMAT", "JSON");
            variables.put("AWS_LAMBDA_LOG_LEVEL", settings.logging().applicationLevel());
        }
        return variables;
    }

    private Version make(Function function, String number, String arn, Settings settings, DeploymentPackage code) {
        ExecutionRole role = new ExecutionRole(roles, settings.role(), function.name);
        RunningFunction running = packages.sandboxes()
                .function(new FunctionSpec(
                        function.name,
                        number,
                        settings.runtime(),
                        settings.handler(),
                        settings.memoryMb(),
                        settings.storageMb(),
                        Duration.ofSeconds(settings.timeout()),
                        packages.code(code, settings.layers()),
                        settings.variables(),
                        variables(settings),
                        role::credentials,
                        settings.logging(),
                        new FunctionLogs(cloud, function.name, settings.logGroup(), role)));
        return new Version(
                number,
                arn,
                settings,
                code,
                MODIFIED.format(cloud.clock().instant().atOffset(ZoneOffset.UTC)),
                UUID.randomUUID().toString(),
                running);
    }
}
