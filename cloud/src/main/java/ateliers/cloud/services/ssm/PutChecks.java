package ateliers.cloud.services.ssm;

import ateliers.cloud.door.CallContext;
import ateliers.cloud.door.Unsupported;
import ateliers.cloud.kit.BoundedMatch;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import software.amazon.awssdk.services.ssm.model.ParameterTier;
import software.amazon.awssdk.services.ssm.model.ParameterType;
import software.amazon.awssdk.services.ssm.model.PutParameterRequest;

/**
 * What PutParameter takes, and the version that comes of it: what a request leaves out stays as it was.
 *
 * @see <a href="https://docs.aws.amazon.com/systems-manager/latest/userguide/parameter-store-advanced-parameters.html">Parameter
 *     tiers</a>
 */
final class PutChecks {
    private static final int STANDARD_BYTES = 4096;
    private static final int ADVANCED_BYTES = 8192;
    private static final String DEFAULT_KEY = "alias/aws/ssm";
    private static final SecureRandom RANDOM = new SecureRandom();

    /** How each ciphertext of AWS KMS begins, and how much longer than the text it is. */
    private static final byte[] CIPHER_HEAD = {1, 2, 2, 0, 0x78};

    private static final int CIPHER_EXTRA = 100;

    private PutChecks() {}

    static void check(PutParameterRequest request) {
        Checks.constraints()
                .present("name", request.name())
                .length("name", request.name(), 1, 2048)
                .length("description", request.description(), 0, 1024)
                .present("value", request.value())
                .length("value", request.value(), 1, Integer.MAX_VALUE)
                .oneOf("type", request.typeAsString(), List.of("SecureString", "StringList", "String"))
                .length("allowedPattern", request.allowedPattern(), 0, 1024)
                .oneOf("tier", request.tierAsString(), List.of("Standard", "Advanced", "Intelligent-Tiering"))
                .length("dataType", request.dataType(), 0, 128)
                .require();
        if (request.value().contains("{{") && request.value().contains("}}")) {
            throw SsmErrors.validation(
                    "Parameter value can't nest another parameter. Do not use \"{{}}\" in the value.");
        }
        dataType(request.dataType());
    }

    private static void dataType(String type) {
        if (type != null && List.of("aws:ec2:image", "aws:ssm:integration").contains(type)) {
            throw new Unsupported("ssm: parameters of the data type " + type);
        }
        if (type != null && !type.equals("text")) {
            throw SsmErrors.validation(
                    "The following data type is not supported: " + type + " (Data type names are all lowercase.)");
        }
    }

    /** @param before the latest version that there is */
    static ParameterVersion version(PutParameterRequest request, Optional<ParameterVersion> before, Instant now) {
        ParameterType type = Optional.ofNullable(request.type())
                .or(() -> before.map(ParameterVersion::type))
                .orElseThrow(() -> SsmErrors.validation("A parameter type is required when you create a parameter."));
        String pattern = kept(request.allowedPattern(), before, ParameterVersion::allowedPattern);
        match(pattern, request.value());
        return new ParameterVersion(
                before.map(each -> each.number() + 1).orElse(1L),
                type,
                request.value(),
                type == ParameterType.SECURE_STRING ? cipher(request.value()) : new byte[0],
                kept(request.description(), before, ParameterVersion::description),
                pattern,
                key(type, request.keyId()),
                tier(request, before),
                "text",
                now,
                CallContext.caller().arn());
    }

    private static String kept(
            String given, Optional<ParameterVersion> before, Function<ParameterVersion, String> member) {
        return given != null ? given : before.map(member).orElse(null);
    }

    /** Nothing is encrypted here: AWS's own key is as good as any, one of the customer's is lacking. */
    private static String key(ParameterType type, String keyId) {
        if (type != ParameterType.SECURE_STRING) {
            if (keyId != null) {
                throw SsmErrors.validation("KeyId is required for SecureString type parameter only.");
            }
            return null;
        }
        if (keyId != null && !keyId.endsWith(DEFAULT_KEY)) {
            throw new Unsupported("ssm: the customer managed key " + keyId);
        }
        return Objects.requireNonNullElse(keyId, DEFAULT_KEY);
    }

    private static byte[] cipher(String value) {
        byte[] cipher = new byte[value.getBytes(StandardCharsets.UTF_8).length + CIPHER_EXTRA];
        RANDOM.nextBytes(cipher);
        System.arraycopy(CIPHER_HEAD, 0, cipher, 0, CIPHER_HEAD.length);
        return cipher;
    }

    private static void match(String pattern, String value) {
        if (pattern == null || pattern.isEmpty()) {
            return;
        }
        Pattern compiled;
        try {
            compiled = Pattern.compile(pattern);
        } catch (PatternSyntaxException e) {
            throw SsmErrors.badPattern();
        }
        if (!BoundedMatch.matches(
                compiled, value, () -> new Unsupported("ssm: an AllowedPattern that takes this long, " + pattern))) {
            throw SsmErrors.mismatch(pattern);
        }
    }

    /** Intelligent tiering asks for the standard tier where that is enough; nothing goes back to it. */
    private static ParameterTier tier(PutParameterRequest request, Optional<ParameterVersion> before) {
        boolean advanced = before.map(ParameterVersion::tier).equals(Optional.of(ParameterTier.ADVANCED));
        int bytes = request.value().getBytes(StandardCharsets.UTF_8).length;
        if (request.tier() == ParameterTier.STANDARD && advanced) {
            throw SsmErrors.validation(
                    "This parameter uses the advanced-parameter tier. You can't downgrade a parameter from"
                            + " the advanced-parameter tier to the standard-parameter tier. If necessary, you can delete the"
                            + " advanced parameter and recreate it as a standard parameter. Be aware that standard parameters have"
                            + " a value limit of 4096 characters.");
        }
        boolean becomesAdvanced = advanced
                || request.tier() == ParameterTier.ADVANCED
                || request.tier() == ParameterTier.INTELLIGENT_TIERING && bytes > STANDARD_BYTES;
        if (!becomesAdvanced && bytes > STANDARD_BYTES) {
            throw SsmErrors.validation(
                    "Standard tier parameters support a maximum parameter value of 4096 characters. To"
                            + " create a larger parameter value, upgrade the parameter to use the advanced-parameter tier. For more"
                            + " information, see"
                            + " https://docs.aws.amazon.com/systems-manager/latest/userguide/parameter-store-advanced-parameters.html");
        }
        if (bytes > ADVANCED_BYTES) {
            throw SsmErrors.validation(
                    "Advanced tier parameters support a maximum parameter value of 8192 characters.");
        }
        return becomesAdvanced ? ParameterTier.ADVANCED : ParameterTier.STANDARD;
    }
}
