package ateliers.cloud.services.lambda;

import ateliers.cloud.kit.Constraints;
import ateliers.cloud.kit.Operations;
import ateliers.cloud.services.lambda.api.LambdaErrors;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.ListTagsRequest;
import software.amazon.awssdk.services.lambda.model.ListTagsResponse;
import software.amazon.awssdk.services.lambda.model.TagResourceRequest;
import software.amazon.awssdk.services.lambda.model.TagResourceResponse;
import software.amazon.awssdk.services.lambda.model.UntagResourceRequest;
import software.amazon.awssdk.services.lambda.model.UntagResourceResponse;

/**
 * The tags of functions and of event source mappings.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_TagResource.html">TagResource</a>
 */
final class TagOperations implements LambdaClient, Operations {
    private final Functions functions;
    private final Map<String, Tags> ofMappings;

    /** @param ofMappings by their UUID */
    TagOperations(Functions functions, Map<String, Tags> ofMappings) {
        this.functions = functions;
        this.ofMappings = ofMappings;
    }

    @Override
    public TagResourceResponse tagResource(TagResourceRequest request) {
        Tags own = tags(request.resource());
        if (request.tags().isEmpty()) {
            throw LambdaErrors.invalid("An error occurred and the request cannot be processed.");
        }
        own.put(request.tags());
        return TagResourceResponse.builder().build();
    }

    @Override
    public UntagResourceResponse untagResource(UntagResourceRequest request) {
        Tags own = tags(request.resource());
        if (request.tagKeys().isEmpty()) {
            throw LambdaErrors.validation(Constraints.missing("tagKeys"));
        }
        own.remove(request.tagKeys());
        return UntagResourceResponse.builder().build();
    }

    @Override
    public ListTagsResponse listTags(ListTagsRequest request) {
        return ListTagsResponse.builder().tags(tags(request.resource()).all()).build();
    }

    private Tags tags(String resource) {
        Optional<String> mapping = Tags.mapping(resource);
        if (mapping.isEmpty()) {
            return functions.get(FunctionName.of(resource)).tags;
        }
        return mapping.map(ofMappings::get)
                .orElseThrow(() -> LambdaErrors.notFound("Event source mapping not found: " + resource));
    }
}
