package ateliers.cloud.services.apigateway;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.apigateway.model.Resource;
import software.amazon.awssdk.services.apigateway.model.UpdateResourceResponse;

class ResourceUpdatesTest extends ApiFixture {
    private String pets;
    private String sub;

    @BeforeEach
    void makeResources() {
        pets = create(root, "pets");
        sub = create(pets, "sub");
    }

    private String create(String parent, String part) {
        return client.createResource(r -> r.restApiId(api).parentId(parent).pathPart(part))
                .id();
    }

    private UpdateResourceResponse update(String id, String op, String path, String value) {
        return client.updateResource(r -> r.restApiId(api).resourceId(id).patchOperations(patch(op, path, value)));
    }

    @Test
    void aNewPartMovesAllBelow() {
        assertThat(update(pets, "replace", "/pathPart", "dogs").path()).isEqualTo("/dogs");

        assertThat(client.getResources(r -> r.restApiId(api)).items())
                .extracting(Resource::path)
                .containsExactly("/", "/dogs", "/dogs/sub");
    }

    @Test
    void aNewParentMovesTheResource() {
        assertThat(update(sub, "replace", "/parentId", root).path()).isEqualTo("/sub");
    }

    @Test
    void aResourceIsNotMovedBelowItself() {
        bad(() -> update(pets, "replace", "/parentId", sub), "Resources cannot be cyclical.");
    }

    @Test
    void twoResourcesCannotHaveOnePath() {
        refused(
                () -> update(sub, "replace", "/parentId", "nobody"),
                404,
                "NotFoundException",
                "Invalid Resource identifier specified");
        create(root, "sub");
        refused(
                () -> update(sub, "replace", "/parentId", root),
                409,
                "ConflictException",
                "Another resource with the same parent already has this name: sub");
    }

    @Test
    void theRootStaysWhereItIs() {
        bad(() -> update(root, "replace", "/pathPart", "x"), "Root resource cannot update its pathPart.");
        bad(() -> update(root, "replace", "/parentId", pets), "Root resource cannot update its parentId.");
    }

    @Test
    void nothingElseIsPatched() {
        bad(
                () -> update(pets, "replace", "/invalid", "x"),
                "Invalid patch path  '/invalid' specified for op 'replace'. Must be one of: [/parentId, /pathPart]");
        bad(
                () -> update(pets, "remove", "/pathPart", "x"),
                "Invalid patch path  '/pathPart' specified for op 'remove'. Please choose supported operations");
        refused(
                () -> update(pets, "wrong", "/pathPart", "x"),
                400,
                "ValidationException",
                "1 validation error detected: Value 'wrong' at 'updateResourceInput.patchOperations.1.member.op' failed"
                        + " to satisfy constraint: Member must satisfy enum value set: [add, remove, move, test,"
                        + " replace, copy]");
    }

    @Test
    void aGreedyVariableHasNoChildrenAndNoVariableSibling() {
        String greedy = create(root, "{proxy+}");

        bad(() -> create(greedy, "x"), "Cannot create a child of a resource with a greedy path variable: {proxy+}");
        bad(
                () -> create(root, "{id}"),
                "A sibling ({proxy+}) of this resource already has a variable path part -- only one is allowed");
    }
}
