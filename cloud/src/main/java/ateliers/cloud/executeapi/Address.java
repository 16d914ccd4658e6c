package ateliers.cloud.executeapi;

import ateliers.cloud.http.Query;
import ateliers.cloud.http.WireRequest;

/**
 * Which API, or function's URL, a request is for: by host ({@code {id}.execute-api.{region}.amazonaws.com}, or any other domain after
 * {@code execute-api}), or by a path that needs no name to resolve ({@code /_aws/execute-api/{id}/{stage}/…} and
 * {@code /restapis/{id}/{stage}/_user_request_/…}); URLs of functions by {@code {id}.lambda-url.{region}.on.aws} and
 * {@code /_aws/lambda-url/{id}/…}.
 *
 * @param apiId the API's or the URL's, as it came
 * @param rawPath what follows the API's root, stage included, percent-encoded, beginning with a slash
 * @param domainName to be shown in events
 */
public record Address(String apiId, String rawPath, String domainName) {
    private static final String HOST = ".execute-api.";
    private static final String PATH = "/_aws/execute-api/";
    private static final String URL_HOST = ".lambda-url.";
    private static final String URL_PATH = "/_aws/lambda-url/";
    private static final String USER_REQUEST = "/_user_request_";
    private static final String REST_APIS = "/restapis/";

    /**
     * The address of a request; null when it is for no API.
     *
     * @param region for the domain's name where the request does not tell
     */
    public static Address of(WireRequest request, String region) {
        int host = request.host().indexOf(HOST);
        if (host > 0) {
            return new Address(request.host().substring(0, host), request.rawPath(), request.host());
        }
        String path = request.rawPath();
        if (path.startsWith(PATH)) {
            return after(path.substring(PATH.length()), HOST + region + ".amazonaws.com");
        }
        if (path.startsWith(REST_APIS)) {
            int user = path.indexOf(USER_REQUEST);
            if (user > 0) {
                String rest = path.substring(user + USER_REQUEST.length());
                return after(path.substring(REST_APIS.length(), user) + rest, HOST + region + ".amazonaws.com");
            }
        }
        return null;
    }

    /**
     * The address of a request for a function's URL; null when it is for none.
     *
     * @param region for the domain's name where the request does not tell
     */
    public static Address ofFunctionUrl(WireRequest request, String region) {
        int host = request.host().indexOf(URL_HOST);
        if (host > 0) {
            return new Address(request.host().substring(0, host), request.rawPath(), request.host());
        }
        return request.rawPath().startsWith(URL_PATH)
                ? after(request.rawPath().substring(URL_PATH.length()), urlDomain(region))
                : null;
    }

    /** A function's URL, as {@code https://{id}.lambda-url.eu-west-3.on.aws/}. */
    public static String functionUrl(String id, String region) {
        return "https://" + id + urlDomain(region) + "/";
    }

    private static String urlDomain(String region) {
        return URL_HOST + region + ".on.aws";
    }

    /** @param domain what follows the id in the domain's name */
    private static Address after(String idAndPath, String domain) {
        int slash = idAndPath.indexOf('/');
        String id = slash < 0 ? idAndPath : idAndPath.substring(0, slash);
        String path = slash < 0 ? "/" : idAndPath.substring(slash);
        return new Address(id, path, id + domain);
    }

    /** The path's first segment, decoded: a stage's name, or nothing. */
    public String firstSegment() {
        int slash = rawPath.indexOf('/', 1);
        return Query.decode(slash < 0 ? rawPath.substring(1) : rawPath.substring(1, slash), false);
    }

    /** The path without its first segment. */
    public String afterFirstSegment() {
        int slash = rawPath.indexOf('/', 1);
        return slash < 0 ? "/" : rawPath.substring(slash);
    }
}
