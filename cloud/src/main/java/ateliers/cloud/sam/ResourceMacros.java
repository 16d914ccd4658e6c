package ateliers.cloud.sam;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The serverless resource types, in the order in which they are expanded: functions add to the APIs. */
final class ResourceMacros {

    private static final List<ResourceMacro> ORDERED = List.of(
            new FunctionMacro(),
            new ApiMacro(),
            new HttpApiMacro(),
            new SimpleTableMacro(),
            new LayerMacro(),
            new ApplicationMacro());

    private static final Map<String, ResourceMacro> BY_TYPE =
            ORDERED.stream().collect(Collectors.toUnmodifiableMap(ResourceMacro::type, Function.identity()));

    private static final Set<String> MISSING = Set.of(
            "AWS::Serverless::CapacityProvider",
            "AWS::Serverless::Connector",
            "AWS::Serverless::GraphQLApi",
            "AWS::Serverless::StateMachine",
            "AWS::Serverless::WebSocketApi");

    private ResourceMacros() {}

    static List<ResourceMacro> ordered() {
        return ORDERED;
    }

    /** The macro of a type; empty for a type that is not SAM's, which CloudFormation will judge. */
    static Optional<ResourceMacro> of(String type, String logicalId) {
        if (type != null && MISSING.contains(type)) {
            throw Gaps.feature("resource type " + type, logicalId);
        }
        return Optional.ofNullable(type == null ? null : BY_TYPE.get(type));
    }
}
