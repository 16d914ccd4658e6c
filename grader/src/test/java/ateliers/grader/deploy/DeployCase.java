package ateliers.grader.deploy;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ateliers.cloud.Cloud;
import ateliers.grader.build.Built;
import ateliers.grader.packaging.Packager;
import ateliers.grader.packaging.Refused;
import ateliers.grader.targets.AwsClients;
import ateliers.grader.targets.EmbeddedTarget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** One cloud for the tests of a class, to which they deploy templates under names of their own. */
abstract class DeployCase {
    static Cloud cloud;
    static EmbeddedTarget target;
    static AwsClients aws;

    @TempDir
    Path folder;

    @BeforeAll
    static void aCloud() {
        cloud = Cloud.start();
        target = EmbeddedTarget.on(cloud);
        aws = new AwsClients(target);
    }

    @AfterAll
    static void noCloud() {
        aws.close();
        target.close();
    }

    /** Where the code would be that was built. */
    Path jar() {
        return folder.resolve(Built.JAR);
    }

    Deployed deploy(String stackName, String template, Map<String, String> parameters) throws IOException, Refused {
        Path file = Files.writeString(folder.resolve("template.yaml"), template);
        Built built = new Built(folder, jar(), List.of());
        return new Deployer(new Packager(file, built), parameters).deploy(target, aws, stackName);
    }

    Refused refused(String stackName, String template) {
        return catchThrowableOfType(Refused.class, () -> deploy(stackName, template, Map.of()));
    }
}
