package ateliers.grader.targets;

import static org.assertj.core.api.Assertions.assertThat;

import ateliers.grader.UnusableEndpoint;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;

/** What cannot be looked for; {@code RemoteTargetTest} has what is found and removed. */
class LeftoversTest {
    /** Else a wire that is cut for a moment would leave all that comes after. */
    @Test
    void aSortThatNobodyAnswersForKeepsNoOtherHere() throws Exception {
        try (UnusableEndpoint endpoint = UnusableEndpoint.answering(200, "Bonjour");
                RemoteTarget target = new RemoteTarget(
                        new RemoteTarget.Site(
                                "endpoint",
                                endpoint.address(),
                                Optional.of(endpoint.address()),
                                Region.EU_WEST_3,
                                StaticCredentialsProvider.create(AwsBasicCredentials.create("essai", "essai")),
                                new Patience(Duration.ofSeconds(1)),
                                "lab-essai",
                                Bounds.NONE),
                        () -> {})) {
            Leftovers leftovers = Leftovers.removed(target, Optional.empty());

            assertThat(leftovers.removed()).isEmpty();
            assertThat(leftovers.kept())
                    .hasSizeGreaterThan(3)
                    .anySatisfy(each ->
                            assertThat(each).contains("la cible n'a pas répondu comme attendu", "relance la commande"));
        }
    }
}
