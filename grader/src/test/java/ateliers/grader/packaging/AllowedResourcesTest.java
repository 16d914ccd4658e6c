package ateliers.grader.packaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ateliers.grader.targets.GraderException;
import org.junit.jupiter.api.Test;

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
}
