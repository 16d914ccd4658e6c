package ateliers.grader.docs;

import ateliers.grader.build.Builder;
import ateliers.grader.build.Built;
import ateliers.grader.deploy.Deployed;
import ateliers.grader.deploy.Deployer;
import ateliers.grader.packaging.Packager;
import ateliers.grader.packaging.Refused;
import ateliers.grader.submission.Labs;
import ateliers.grader.submission.Submission;
import ateliers.grader.targets.AwsClients;
import ateliers.grader.targets.EmbeddedTarget;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** An embedded AWS, and a folder's code, built once, whose templates are deployed there. */
final class Playground implements AutoCloseable {
    private final Path folder;
    private final Built built;
    private final EmbeddedTarget target;
    private final AwsClients aws;

    private Playground(Path folder, Built built) {
        this.folder = folder;
        this.built = built;
        this.target = EmbeddedTarget.start();
        this.aws = new AwsClients(target);
    }

    /**
     * @param folder whose POM asks for nothing that the lab's does not, so that the lab's class path serves
     * @param lab its number
     * @param work an empty private folder
     */
    static Playground of(Path folder, String lab, Path work) throws IOException {
        Path home = Path.of("..").toRealPath();
        Path real = folder.toRealPath();
        Submission submission = new Submission(real, false, Labs.in(home).named(lab), real.resolve("template.yaml"));
        return new Playground(real, new Builder(home).build(submission, work));
    }

    Deployed deploy(String template, String stackName) throws Refused {
        return new Deployer(new Packager(folder.resolve(template), built), Map.of()).deploy(target, aws, stackName);
    }

    EmbeddedTarget target() {
        return target;
    }

    AwsClients aws() {
        return aws;
    }

    @Override
    public void close() {
        aws.close();
        target.close();
    }
}
