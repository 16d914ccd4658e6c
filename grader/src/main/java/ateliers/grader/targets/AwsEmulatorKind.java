package ateliers.grader.targets;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;

/**
 * AWS's own emulator. It makes a certificate and keys anew at each start, and writes them for its user.
 *
 * @see <a href="https://docs.aws.amazon.com/emulator/latest/userguide/point-sdk-to-emulator.html">Pointing your AWS SDK at AWS
 *     Emulator</a>
 */
public final class AwsEmulatorKind implements TargetKind {
    private static final URI USUAL = URI.create("https://127.0.0.1:9297");

    /** Its own default. */
    private static final String USUAL_REGION = "us-east-1";

    private static final Pattern SETTING = Pattern.compile("(?m)^\\s*(\\w+)\\s*=\\s*(\\S+)\\s*$");

    @Override
    public String name() {
        return "aws-emulator";
    }

    @Override
    public Optional<String> refusal(TargetOptions options) {
        return options.endpoint().isEmpty()
                ? Optional.empty()
                : Addresses.refusal(options.endpoint().get());
    }

    @Override
    public Targets open(TargetOptions options) {
        URI address = Addresses.byNumber(options.endpoint().orElse(USUAL));
        Path folder = Path.of(options.variable("HOME", "USERPROFILE").orElse(System.getProperty("user.home")))
                .resolve(".aws/emulator/" + address.getPort());
        Path authority = folder.resolve("ca.pem");
        if (options.ca().isEmpty() && !Files.isRegularFile(authority)) {
            throw new GraderException(
                    "AWS Emulator ne tourne pas à %s (%s n'existe pas) : lance aws-emulator dans un autre terminal, ou son image Docker hors de Linux."
                            .formatted(address, authority));
        }
        Map<String, String> settings = settings(folder);
        return RemoteTargets.open(new RemoteTargets.Where(
                name(),
                address,
                options.ca().or(() -> Optional.of(authority)),
                Region.of(options.variable("AWS_REGION", "AWS_DEFAULT_REGION")
                        .orElse(settings.getOrDefault("region", USUAL_REGION))),
                StaticCredentialsProvider.create(AwsBasicCredentials.create(
                        settings.getOrDefault("aws_access_key_id", EndpointKind.ANY_KEY),
                        settings.getOrDefault("aws_secret_access_key", EndpointKind.ANY_KEY))),
                options.patience()));
    }

    /** What its files say. Started without signatures, it writes no keys, and takes any. */
    private static Map<String, String> settings(Path folder) {
        Map<String, String> settings = new TreeMap<>();
        for (String file : new String[] {"config", "emulator_credentials"}) {
            if (Files.isRegularFile(folder.resolve(file))) {
                Matcher each = SETTING.matcher(read(folder.resolve(file)));
                while (each.find()) {
                    settings.put(each.group(1), each.group(2));
                }
            }
        }
        return settings;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new GraderException("%s est illisible : %s".formatted(file, e.getMessage()), e);
        }
    }
}
