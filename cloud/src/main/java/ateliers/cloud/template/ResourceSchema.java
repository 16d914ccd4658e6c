package ateliers.cloud.template;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What AWS publishes about a resource type.
 *
 * @param type e.g. {@code AWS::SQS::Queue}
 * @param definitions properties of the nested types, by the names that {@link ValueType.Definition} uses
 * @param attributes names that {@code Fn::GetAtt} takes; nested ones with dots
 * @param identifier the properties or attributes that {@code Ref} returns
 */
public record ResourceSchema(
        String type,
        Map<String, PropertySchema> properties,
        Map<String, Map<String, PropertySchema>> definitions,
        Set<String> attributes,
        List<String> identifier) {}
