package ateliers.cloud.services.lambda;

import ateliers.cloud.door.Principal;
import ateliers.cloud.door.ServiceContext;
import ateliers.cloud.sandbox.FunctionSpec;
import ateliers.cloud.sandbox.RunningFunction;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

/** The functions of a cloud, and the making of their versions. */
final class Functions {
    private static final DateTimeFormatter MODIFIED =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSxx", Locale.ROOT);

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
        Function function = new Function(name, cloud.place().arn("lambda", "function:" + name));
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

    Function get(Target target) {
        return find(target.name())
                .orElseThrow(() -> LambdaErrors.notFound("Function not found: " + target.arn(cloud.place())));
    }

    Version version(Target target) {
        return get(target)
                .version(target.qualifier().orElse("$LATEST"))
                .orElseThrow(() -> LambdaErrors.notFound("Function not found: " + target.arn(cloud.place())));
    }

    List<Function> all() {
        return byName.values().stream()
                .filter(function -> function.latest != null)
                .sorted(java.util.Comparator.comparing(function -> function.name))
                .toList();
    }

    void delete(Function function) {
        byName.remove(function.name);
        function.versions().values().forEach(version -> version.running().retire());
    }

    /** A new {@code $LATEST} of a function; the one before runs out. */
    Version latest(Function function, Settings settings, byte[] zip) {
        Version version = make(function, "$LATEST", function.arn, settings, zip);
        synchronized (function) {
            Version before = function.latest;
            function.latest = version;
            if (before != null) {
                before.running().retire();
            }
        }
        return version;
    }

    Version make(Function function, String number, String arn, Settings settings, byte[] zip) {
        AtomicReference<Optional<Roles.Session>> session = new AtomicReference<>(Optional.empty());
        FunctionLogs logs = new FunctionLogs(
                cloud,
                function.name,
                settings.logGroup(),
                () -> session.get().map(Roles.Session::principal).map(Principal.class::cast));
        RunningFunction running = packages.sandboxes()
                .function(new FunctionSpec(
                        function.name,
                        number,
                        settings.runtime(),
                        settings.handler(),
                        settings.memoryMb(),
                        Duration.ofSeconds(settings.timeout()),
                        packages.code(zip),
                        settings.variables(),
                        Map.of(
                                "AWS_REGION", cloud.place().region(),
                                "AWS_DEFAULT_REGION", cloud.place().region(),
                                "AWS_LAMBDA_LOG_GROUP_NAME", settings.logGroup(),
                                "AWS_ENDPOINT_URL", cloud.endpoint().get().toString()),
                        () -> {
                            session.set(roles.assume(settings.role(), function.name));
                            return session.get().map(Roles.Session::variables).orElse(Map.of());
                        },
                        logs));
        return new Version(
                number,
                arn,
                settings,
                zip,
                Packages.sha256(zip),
                MODIFIED.format(cloud.clock().instant().atOffset(ZoneOffset.UTC)),
                UUID.randomUUID().toString(),
                running);
    }
}
