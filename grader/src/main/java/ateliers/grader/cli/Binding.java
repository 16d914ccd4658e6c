package ateliers.grader.cli;

import ateliers.cloud.wire.Reach;
import ateliers.grader.submission.Unusable;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Where the embedded AWS listens. It takes every key, and runs what it is given as a function: whoever reaches its port has this
 * machine. So it leaves the loopback address only in a container, whose ports somebody opens on purpose.
 */
final class Binding {
    /** Set by the image's own start. */
    static final String IN_CONTAINER = "ateliers.conteneur";

    private static final Pattern NUMBER = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");
    private static final Pattern NAME = Pattern.compile("[a-z0-9]([a-z0-9.-]*[a-z0-9])?");

    private Binding() {}

    /**
     * @param bind an address; null for the loopback one
     * @param hosts names that requests may have in their Host header
     * @throws Unusable where it is no address, or one that this machine should not open
     */
    static Reach reach(String bind, int port, List<String> hosts) {
        Set<String> names = new HashSet<>();
        for (String host : hosts) {
            String name = host.toLowerCase(Locale.ROOT);
            if (!NAME.matcher(name).matches()) {
                throw new Unusable(
                        "« %s » n'est pas un nom de machine : écris --host aws, par exemple.".formatted(host));
            }
            names.add(name);
        }
        Reach loopback = Reach.loopback(port);
        InetAddress address = bind == null ? loopback.address() : address(bind);
        if (!address.isLoopbackAddress() && !Boolean.getBoolean(IN_CONTAINER)) {
            throw new Unusable(
                    ("--bind %s ouvrirait l'AWS embarqué aux autres machines. Il accepte n'importe quelle clé et exécute ce qu'on lui"
                                    + " envoie : hors d'un conteneur, il reste sur 127.0.0.1.")
                            .formatted(bind));
        }
        return new Reach(address, port, names);
    }

    private static InetAddress address(String bind) {
        try {
            if (NUMBER.matcher(bind).matches()) {
                return InetAddress.getByName(bind);
            }
        } catch (UnknownHostException e) {
            // Numbers above 255 make no address: said below.
        }
        throw new Unusable("« %s » n'est pas une adresse IPv4 : écris --bind 0.0.0.0, par exemple.".formatted(bind));
    }
}
