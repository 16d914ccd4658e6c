package ateliers.cloud.traits;

import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;

/**
 * How members, lists and maps are named in the forms and the XML of
 * <a href="https://smithy.io/2.0/aws/protocols/aws-query-protocol.html">awsQuery</a>: as the SDK's model tells. A service
 * that has left awsQuery, whose model is of another protocol, overrides what its older clients name otherwise.
 */
public interface QueryNames {
    /** Those of the model. */
    QueryNames MODEL = new QueryNames() {};

    /** A member's name, in a request when {@code in}, in a response otherwise. */
    default String name(SdkField<?> field, boolean in) {
        return in ? field.locationName() : field.unmarshallLocationName();
    }

    /** Whether a list's items stand without an element around them. */
    default boolean flattened(ListTrait list) {
        return list.isFlattened();
    }

    /** Whether a map's entries stand without an element around them. */
    default boolean flattened(MapTrait map) {
        return map.isFlattened();
    }

    /** The name of a list's items. */
    default String item(ListTrait list, boolean in) {
        if (list.memberLocationName() != null) {
            return list.memberLocationName();
        }
        SdkField<?> item = list.memberFieldInfo();
        return in ? item.locationName() : item.unmarshallLocationName();
    }

    /** The name of the keys of a map, which is the member's value. */
    default String key(SdkField<?> field, MapTrait map) {
        return map.keyLocationName();
    }

    /** The name of a map's values. */
    default String value(MapTrait map) {
        return map.valueLocationName();
    }
}
