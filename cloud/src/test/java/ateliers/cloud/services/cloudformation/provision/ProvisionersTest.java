package ateliers.cloud.services.cloudformation.provision;

import static org.assertj.core.api.Assertions.assertThat;

import ateliers.cloud.template.ResourceSchema;
import ateliers.cloud.template.ResourceSchemas;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ProvisionersTest {

    static Stream<Provisioner> provisioners() {
        return Provisioners.load().all().stream();
    }

    @ParameterizedTest
    @MethodSource("provisioners")
    void listOnlyPropertiesThatTheSchemaHasAndNoneTwice(Provisioner provisioner) {
        ResourceSchema schema =
                ResourceSchemas.extract().find(provisioner.type()).orElseThrow();
        List<String> leaves = Provisioners.leaves(schema);

        for (Set<String> listed : List.of(provisioner.actedUpon(), provisioner.inert())) {
            assertThat(listed)
                    .allMatch(
                            path -> leaves.stream().anyMatch(leaf -> leaf.equals(path) || leaf.startsWith(path + ".")));
        }
        assertThat(provisioner.inert()).noneMatch(path -> Provisioners.covers(provisioner.actedUpon(), path));
    }

    @ParameterizedTest
    @MethodSource("provisioners")
    void actUponWhatTheSchemaRequiresAndTheNameTheyKnow(Provisioner provisioner) {
        ResourceSchema schema =
                ResourceSchemas.extract().find(provisioner.type()).orElseThrow();
        schema.properties().forEach((name, property) -> {
            if (property.required()) {
                assertThat(provisioner.actedUpon()).anyMatch(path -> path.equals(name) || path.startsWith(name + "."));
            }
        });

        assertThat(provisioner.nameProperty().isEmpty() || schema.properties().containsKey(provisioner.nameProperty()))
                .isTrue();
    }
}
