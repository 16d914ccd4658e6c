package ateliers.cloud.kit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.util.DefaultSdkAutoConstructList;
import software.amazon.awssdk.services.lambda.model.CreateFunctionRequest;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;
import software.amazon.awssdk.services.lambda.model.Layer;
import software.amazon.awssdk.services.lambda.model.UpdateFunctionConfigurationRequest;

class PojosTest {
    private static final UpdateFunctionConfigurationRequest TIMEOUT_ALONE = UpdateFunctionConfigurationRequest.builder()
            .functionName("f")
            .timeout(5)
            .build();

    @Test
    void membersOfTheSameNameAreCopied() {
        CreateFunctionRequest request = CreateFunctionRequest.builder()
                .functionName("f")
                .timeout(3)
                .role("r")
                .publish(true)
                .build();

        FunctionConfiguration copy =
                Pojos.copy(request, FunctionConfiguration.builder()).build();

        assertThat(copy)
                .isEqualTo(FunctionConfiguration.builder()
                        .functionName("f")
                        .timeout(3)
                        .role("r")
                        .build());
    }

    @Test
    void membersOfTheSameNameAndAnotherTypeAreLeft() {
        CreateFunctionRequest request = CreateFunctionRequest.builder()
                .vpcConfig(vpc -> vpc.subnetIds("s"))
                .build();

        Layer copy = Pojos.copy(request, Layer.builder().arn("a")).build();

        assertThat(copy).isEqualTo(Layer.builder().arn("a").build());
    }

    @Test
    void aCopyTakesWhatWasNotGivenToo() {
        FunctionConfiguration.Builder builder = FunctionConfiguration.builder().architecturesWithStrings("arm64");

        assertThat(Pojos.copy(TIMEOUT_ALONE, builder).build().architecturesAsStrings())
                .as("the request has no such member")
                .containsExactly("arm64");
        assertThat(Pojos.copy(
                                FunctionConfiguration.builder().timeout(5).build(),
                                FunctionConfiguration.builder().architecturesWithStrings("arm64"))
                        .build()
                        .hasArchitectures())
                .isFalse();
    }

    @Test
    void anOverlayTakesWhatWasGivenAlone() {
        FunctionConfiguration before = FunctionConfiguration.builder()
                .timeout(3)
                .role("r")
                .architecturesWithStrings("arm64")
                .build();

        FunctionConfiguration after = Pojos.overlay(
                        FunctionConfiguration.builder().timeout(5).build(), before.toBuilder())
                .build();

        assertThat(after).isEqualTo(before.toBuilder().timeout(5).build());
    }

    @Test
    void anOverlayTakesWhatWasGivenEmpty() {
        FunctionConfiguration.Builder builder = FunctionConfiguration.builder().architecturesWithStrings("arm64");
        FunctionConfiguration given = FunctionConfiguration.builder()
                .architecturesWithStrings(List.of())
                .build();

        assertThat(Pojos.overlay(given, builder).build().architecturesAsStrings())
                .isEmpty();
    }

    @Test
    void aMemberIsGivenThoughEmptyOrFalse() {
        CreateFunctionRequest given = CreateFunctionRequest.builder()
                .publish(false)
                .description("")
                .layers(List.of())
                .build();

        assertThat(Pojos.has(given, "Publish")).isTrue();
        assertThat(Pojos.has(given, "Description")).isTrue();
        assertThat(Pojos.has(given, "Layers")).isTrue();
    }

    @Test
    void whatTheSdkFillsInIsNotGiven() {
        CreateFunctionRequest request = CreateFunctionRequest.builder().build();

        assertThat(request.layers()).isInstanceOf(DefaultSdkAutoConstructList.class);
        assertThat(Pojos.has(request, "Layers")).isFalse();
        assertThat(Pojos.has(request, "Tags")).isFalse();
        assertThat(Pojos.has(request, "Timeout")).isFalse();
        assertThat(Pojos.has(request, "NoSuchMember")).isFalse();
    }

    @Test
    void givenMembersAreReadByTheirNames() {
        CreateFunctionRequest request = CreateFunctionRequest.builder()
                .functionName("f")
                .timeout(3)
                .layers(List.of())
                .build();

        Map<String, Object> given =
                Pojos.given(request, Set.of("Timeout", "Layers", "Tags", "Description", "NoSuchMember"));

        assertThat(given).containsOnly(Map.entry("Timeout", 3), Map.entry("Layers", List.of()));
        given.clear();
    }

    @Test
    void textIsReadByItsName() {
        assertThat(Pojos.text(TIMEOUT_ALONE, "FunctionName")).isEqualTo("f");
        assertThat(Pojos.text(TIMEOUT_ALONE, "Description")).isNull();
        assertThat(Pojos.text(TIMEOUT_ALONE, "NoSuchMember")).isNull();
    }

    @Test
    void aBuilderIsFilledWithWhatItHasMembersFor() {
        CreateFunctionRequest.Builder builder = CreateFunctionRequest.builder().description("kept");

        CreateFunctionRequest filled = Pojos.fill(
                        builder, Map.of("FunctionName", "f", "Timeout", 3, "NoSuchMember", "x"))
                .build();

        assertThat(filled)
                .isEqualTo(CreateFunctionRequest.builder()
                        .functionName("f")
                        .timeout(3)
                        .description("kept")
                        .build());
    }
}
