package ateliers.cloud.services.lambda;

import ateliers.cloud.Cloud;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.CreateFunctionRequest;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.lambda.model.LogType;

/** Makes and invokes functions whose handler is {@link Subject}, as a cloud's root user. */
record Subjects(Cloud cloud) {
    static final String HANDLER = "ateliers.cloud.services.lambda.Subject";

    /** A deployment package that holds the handler. */
    static SdkBytes code() {
        return zip(HANDLER.replace('.', '/') + ".class");
    }

    /** A zip with one file of this class path. */
    static SdkBytes zip(String name) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes);
                InputStream input = Subjects.class.getClassLoader().getResourceAsStream(name)) {
            zip.putNextEntry(new ZipEntry(name));
            input.transferTo(zip);
            zip.closeEntry();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return SdkBytes.fromByteArray(bytes.toByteArray());
    }

    LambdaClient lambda() {
        return cloud.door().as(cloud.root(), LambdaClient.class);
    }

    IamClient iam() {
        return cloud.door().as(cloud.root(), IamClient.class);
    }

    /** A role that a service may assume, without permissions. */
    String role(String name, String service) {
        return iam().createRole(r -> r.roleName(name)
                        .assumeRolePolicyDocument("{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\","
                                + "\"Principal\":{\"Service\":\"" + service + "\"},\"Action\":\"sts:AssumeRole\"}]}"))
                .role()
                .arn();
    }

    /** Gives a role a policy of actions on everything. */
    void allow(String role, String... actions) {
        iam().putRolePolicy(r -> r.roleName(role)
                .policyName("all")
                .policyDocument("{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":[\""
                        + String.join("\",\"", actions) + "\"],\"Resource\":\"*\"}]}"));
    }

    void create(String name, String role, Consumer<CreateFunctionRequest.Builder> more) {
        lambda().createFunction(r -> {
            r.functionName(name)
                    .runtime("java17")
                    .handler(HANDLER)
                    .role(role)
                    .timeout(60)
                    .code(c -> c.zipFile(code()));
            more.accept(r);
        });
    }

    InvokeResponse invoke(String name, String payload) {
        return lambda().invoke(
                        r -> r.functionName(name).logType(LogType.TAIL).payload(SdkBytes.fromUtf8String(payload)));
    }
}
