package ateliers.cloud.services.s3;

import java.util.List;
import java.util.Map;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallLocation;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.LocationTrait;

/**
 * An error that S3 tells more of than its code and message, in elements that its model in the SDK does not have. See
 * <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html#RESTErrorResponses">REST error responses</a>.
 */
final class DetailedError extends AwsServiceException implements SdkPojo {
    private static final long serialVersionUID = 1L;

    private final transient List<SdkField<?>> elements;

    private DetailedError(AwsServiceException error, Map<String, String> elements) {
        super(error.toBuilder());
        this.elements = elements.entrySet().stream()
                .<SdkField<?>>map(element -> field(element.getKey(), element.getValue()))
                .toList();
    }

    /** The same error, told with these elements in their order. */
    static AwsServiceException of(AwsServiceException error, Map<String, String> elements) {
        return new DetailedError(error, elements);
    }

    private static SdkField<String> field(String name, String text) {
        return SdkField.builder(MarshallingType.STRING)
                .memberName(name)
                .getter(error -> text)
                .traits(LocationTrait.builder()
                        .location(MarshallLocation.PAYLOAD)
                        .locationName(name)
                        .unmarshallLocationName(name)
                        .build())
                .build();
    }

    @Override
    public List<SdkField<?>> sdkFields() {
        return elements;
    }
}
