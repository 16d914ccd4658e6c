package ateliers.grader.packaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ateliers.grader.targets.GraderException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AllowedResourcesTest {
    private static final String README = """
            ### Ressources et dépendances permises

            - Ressources : `AWS::S3::Bucket`, `AWS::Lambda::*`,
              `AWS::IAM::Role`.
            - Dépendances : `AWS::SQS::Queue` n'en est pas une.
            """;

    @Test
    void namesTheResourceItsLineAndTheList() {
        Template template = Template.of("""
                Resources:
                  Photos: {Type: AWS::S3::Bucket}
                  Bus:
                    Type: AWS::Events::EventBus
                """);

        assertThat(AllowedResources.of(README).refusal(template, type -> true))
                .contains(
                        "Bus (template.yaml, ligne 3) est une ressource de type AWS::Events::EventBus, que cet atelier ne"
                                + " permet pas.%nTypes permis : AWS::S3::Bucket, AWS::Lambda::*, AWS::IAM::Role."
                                        .formatted());
    }

    @Test
    void aStarStandsForAllOfAService() {
        assertThat(AllowedResources.of(README)
                        .refusal(Template.of("Resources: {F: {Type: AWS::Lambda::Alias}}"), type -> true))
                .isEmpty();
        assertThat(AllowedResources.of(README)
                        .refusal(Template.of("Resources: {F: {Type: AWS::SQS::Queue}}"), type -> true))
                .isPresent();
    }

    @Test
    void whatAwsDoesNotHaveIsLeftForAwsToRefuse() {
        assertThat(AllowedResources.of(README)
                        .refusal(Template.of("Resources: {F: {Type: AWS::S3::Buckett}}"), type -> false))
                .isEmpty();
    }

    @Test
    void anItemWithoutTypesIsOurFault() {
        assertThatThrownBy(() -> AllowedResources.of("- Ressources : aucune")).isInstanceOf(GraderException.class);
    }

    static Stream<Path> labs() throws IOException {
        try (Stream<Path> labs = Files.list(Path.of("..", "labs"))) {
            return labs.filter(Files::isDirectory).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("labs")
    void eachLabPermitsWhatItsStarterAndItsSolutionHave(Path lab) throws IOException {
        AllowedResources allowed = AllowedResources.of(lab.resolve("README.md"));
        Path solution = Path.of("..", "solutions").resolve(lab.getFileName());

        for (Path folder : new Path[] {lab, solution}) {
            assertThat(allowed.refusal(Template.of(Files.readString(folder.resolve("template.yaml"))), type -> true))
                    .isEmpty();
        }
    }
}
