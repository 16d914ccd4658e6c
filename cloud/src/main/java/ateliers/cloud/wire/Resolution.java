package ateliers.cloud.wire;

import ateliers.cloud.sdk.Protocol;
import ateliers.cloud.sdk.SdkOperation;
import java.util.Map;

/**
 * What a request turned out to be.
 *
 * @param api the service whose operation it is for
 * @param protocol the one the request speaks, which its answer will speak
 * @param labels of the path, for REST
 * @param form for awsQuery; null otherwise
 */
record Resolution(Api api, SdkOperation operation, Protocol protocol, Map<String, String> labels, Form form) {}
