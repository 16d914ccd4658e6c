package ateliers.cloud.door;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Users' names and passwords for single services, as HTTPS Git credentials are.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_service-specific-creds.html">Service-specific
 *     credentials</a>
 */
public final class ServiceLogins {
    private final Map<Name, Login> logins = new ConcurrentHashMap<>();

    private record Name(String service, String user) {}

    private record Login(String password, Principal principal, boolean active) {
        Login with(boolean nowActive) {
            return new Login(password, principal, nowActive);
        }
    }

    /**
     * Makes a name and password valid, instead of what the name had before.
     *
     * @param service as {@code codecommit}
     */
    public void put(String service, String user, String password, Principal principal) {
        logins.put(new Name(service, user), new Login(password, principal, true));
    }

    /** Makes a name inactive, or active again. */
    public void activate(String service, String user, boolean active) {
        logins.computeIfPresent(new Name(service, user), (name, login) -> login.with(active));
    }

    /** Forgets a name. */
    public void remove(String service, String user) {
        logins.remove(new Name(service, user));
    }

    /** Whether anybody has this name there, active or not. */
    public boolean knows(String service, String user) {
        return logins.containsKey(new Name(service, user));
    }

    /** Whose name and password it is; empty when either is wrong, or they are not active. */
    public Optional<Principal> find(String service, String user, String password) {
        return Optional.ofNullable(logins.get(new Name(service, user)))
                .filter(login -> login.active() && same(login.password(), password))
                .map(Login::principal);
    }

    /** In a time that does not tell how much of it is right. */
    private static boolean same(String a, String b) {
        return MessageDigest.isEqual(a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
    }
}
