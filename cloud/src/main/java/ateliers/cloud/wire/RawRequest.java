package ateliers.cloud.wire;

import java.net.URI;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.HttpRequestFactory;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;

/** A request whose target is kept as it came; HttpCore's own would take {@code //a} for a host and normalise paths. */
final class RawRequest extends BasicClassicHttpRequest {
    private static final long serialVersionUID = 1L;

    private final String target;

    private RawRequest(String method, String target) {
        super(method, (String) null);
        this.target = target;
    }

    /** What stands between method and version. */
    String target() {
        return target;
    }

    /** Makes them for the parser. */
    static final class Factory implements HttpRequestFactory<ClassicHttpRequest> {
        @Override
        public ClassicHttpRequest newHttpRequest(String method, String target) {
            return new RawRequest(method, target);
        }

        @Override
        public ClassicHttpRequest newHttpRequest(String method, URI target) {
            return new RawRequest(method, target.toString());
        }
    }
}
