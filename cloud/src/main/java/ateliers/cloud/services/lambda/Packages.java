package ateliers.cloud.services.lambda;

import ateliers.cloud.door.AwsErrors;
import ateliers.cloud.door.CallContext;
import ateliers.cloud.door.ServiceContext;
import ateliers.cloud.door.Unsupported;
import ateliers.cloud.sandbox.BadPackageException;
import ateliers.cloud.sandbox.FunctionCode;
import ateliers.cloud.sandbox.KnownCode;
import ateliers.cloud.sandbox.LayerContent;
import ateliers.cloud.sandbox.SandboxLimits;
import ateliers.cloud.sandbox.SandboxTime;
import ateliers.cloud.sandbox.Sandboxes;
import ateliers.cloud.services.lambda.api.LambdaErrors;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Deployment packages: where they come from, and the code that is made of them. */
final class Packages implements AutoCloseable {
    private static final int MAX_ZIP = 52_428_800;

    private final ServiceContext cloud;
    private final Map<String, FunctionCode> unpacked = new ConcurrentHashMap<>();
    private Sandboxes sandboxes;

    Packages(ServiceContext cloud) {
        this.cloud = cloud;
    }

    /** The sandboxes of this cloud, made when the first function comes. */
    synchronized Sandboxes sandboxes() {
        if (sandboxes == null) {
            try {
                Path cache = Path.of(System.getProperty(
                        "ateliers.cache",
                        Path.of(System.getProperty("user.home"), ".cache", "ateliers-aws")
                                .toString()));
                sandboxes = new Sandboxes(
                        cloud.isolation(), SandboxTime.of(cloud.clock()), SandboxLimits.standard(), cache);
            } catch (IOException e) {
                throw LambdaErrors.machine(e);
            }
        }
        return sandboxes;
    }

    /** A package as given, or from S3, read as the caller; refused where it is none. */
    DeploymentPackage read(SdkBytes zip, String bucket, String key, String version, String image) {
        if (image != null) {
            throw new Unsupported("lambda: functions from container images");
        }
        DeploymentPackage read = DeploymentPackage.of(zip == null ? stored(bucket, key, version) : given(zip));
        code(read);
        return read;
    }

    private static byte[] given(SdkBytes zip) {
        byte[] bytes = zip.asByteArray();
        if (bytes.length > MAX_ZIP) {
            throw LambdaErrors.tooLarge("Request must be smaller than 70167211 bytes for the CreateFunction operation");
        }
        return bytes;
    }

    private byte[] stored(String bucket, String key, String version) {
        if (bucket == null || key == null) {
            throw LambdaErrors.invalid("Please provide a source for function code.");
        }
        try {
            return cloud.door()
                    .as(CallContext.caller(), S3Client.class)
                    .getObject(
                            GetObjectRequest.builder()
                                    .bucket(bucket)
                                    .key(key)
                                    .versionId(version)
                                    .build(),
                            ResponseTransformer.toBytes())
                    .asByteArray();
        } catch (S3Exception e) {
            throw LambdaErrors.invalid("Error occurred while GetObject. S3 Error Code: " + AwsErrors.code(e)
                    + ". S3 Error Message: " + AwsErrors.message(e));
        }
    }

    /** The code of a package; the same package is unpacked once. */
    FunctionCode code(DeploymentPackage code) {
        return code(code, List.of());
    }

    /** The code of a package with the jars of layers; the same together is unpacked once. */
    FunctionCode code(DeploymentPackage code, List<LayerVersion> layers) {
        String key = code.codeSha256() + layers.stream().map(LayerVersion::arn).toList();
        FunctionCode ready = unpacked.get(key);
        if (ready == null) {
            ready = layers.isEmpty() ? ready(code) : layered(code, layers);
            unpacked.put(key, ready);
        }
        return ready;
    }

    /** The files of a layer that a JVM does not find here: only jars in {@code java/lib} are laid beside the function's. */
    List<String> beside(LayerVersion layer) {
        return LayerContent.beside(code(layer.content()).taskRoot());
    }

    private FunctionCode layered(DeploymentPackage code, List<LayerVersion> layers) {
        return made(() -> sandboxes()
                .layered(
                        code(code),
                        layers.stream()
                                .map(layer -> code(layer.content()).taskRoot())
                                .toList()));
    }

    private FunctionCode ready(DeploymentPackage code) {
        Optional<KnownCode.Jars> jars = cloud.knownCode().find(code.codeSha256());
        return made(() -> jars.isPresent()
                ? sandboxes().fromJars(jars.get().dependencies(), jars.get().own())
                : sandboxes().unpack(code.zip()));
    }

    /** What makes code, which may refuse to. */
    private interface Making {
        FunctionCode make() throws IOException, BadPackageException;
    }

    private static FunctionCode made(Making making) {
        try {
            return making.make();
        } catch (BadPackageException e) {
            throw LambdaErrors.invalid(e.getMessage());
        } catch (IOException e) {
            throw LambdaErrors.machine(e);
        }
    }

    @Override
    public synchronized void close() {
        if (sandboxes != null) {
            sandboxes.close();
        }
    }
}
