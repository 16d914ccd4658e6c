package ateliers.cloud.services.codecommit;

import ateliers.cloud.http.Query;
import ateliers.cloud.http.WireRequest;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What git asks for by its <a href="https://git-scm.com/docs/http-protocol">smart HTTP protocol</a>: at the host of AWS's
 * addresses, or by the path alone where git was told to go somewhere else.
 *
 * @param repository its name, as it came
 * @param pushes whether it is for {@code git-receive-pack}, else for {@code git-upload-pack}
 * @param advertises whether it asks which references there are, with which it all begins
 */
record GitRequest(String repository, boolean pushes, boolean advertises) {
    private static final Pattern HOST = Pattern.compile("git-codecommit\\.([a-z0-9-]+)\\.amazonaws\\.com");
    private static final Pattern PATH = Pattern.compile("/v1/repos/([^/]+)/(?:info/refs|git-(upload|receive)-pack)");

    /** The region that the host of a request names. */
    static Optional<String> region(WireRequest request) {
        Matcher host = HOST.matcher(request.host());
        return host.matches() ? Optional.of(host.group(1)) : Optional.empty();
    }

    /** Empty when it is none. */
    static Optional<GitRequest> of(WireRequest request) {
        Matcher path = PATH.matcher(request.rawPath());
        if (!path.matches()) {
            return Optional.empty();
        }
        String repository = Query.decode(path.group(1), false);
        String kind = path.group(2);
        if (kind != null) {
            String expected = "application/x-git-" + kind + "-pack-request";
            boolean isGit = request.method().equals("POST")
                    && request.header("Content-Type").equals(Optional.of(expected));
            return isGit ? Optional.of(new GitRequest(repository, kind.equals("receive"), false)) : Optional.empty();
        }
        String service = request.parameter("service").orElse("");
        boolean isGit = request.method().equals("GET")
                && List.of("git-upload-pack", "git-receive-pack").contains(service);
        return isGit
                ? Optional.of(new GitRequest(repository, service.equals("git-receive-pack"), true))
                : Optional.empty();
    }

    /** What IAM must allow. */
    String action() {
        return pushes ? "GitPush" : "GitPull";
    }

    /** As {@code git-upload-pack}. */
    String service() {
        return pushes ? "git-receive-pack" : "git-upload-pack";
    }
}
