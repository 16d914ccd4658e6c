package ateliers.cloud.services.lambda;

import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;

/** Copies what two of the SDK's classes have in common, by member name: a configuration to the response that shows it. */
final class Copy {
    private Copy() {}

    static <B extends SdkPojo> B to(SdkPojo from, B builder) {
        Map<String, SdkField<?>> fields =
                from.sdkFields().stream().collect(Collectors.toMap(SdkField::memberName, Function.identity()));
        for (SdkField<?> field : builder.sdkFields()) {
            SdkField<?> source = fields.get(field.memberName());
            if (source != null) {
                field.set(builder, source.getValueOrDefault(from));
            }
        }
        return builder;
    }
}
