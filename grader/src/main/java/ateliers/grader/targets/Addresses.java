package ateliers.grader.targets;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;

/** The addresses that people give for a target. */
final class Addresses {
    private static final int MOST_PORT = 65_535;

    private Addresses() {}

    /** Why an address is none, in French; empty where it is one. */
    static Optional<String> refusal(URI address) {
        String scheme = address.getScheme() == null ? "" : address.getScheme().toLowerCase(Locale.ROOT);
        boolean usable = (scheme.equals("http") || scheme.equals("https")) && address.getHost() != null;
        if (!usable) {
            return Optional.of("« %s » n'est pas une adresse : écris --endpoint http://127.0.0.1:4566, par exemple."
                    .formatted(address));
        }
        if (address.getPort() > MOST_PORT) {
            return Optional.of("Le port %d n'existe pas : donne à --endpoint un port de 1 à %d."
                    .formatted(address.getPort(), MOST_PORT));
        }
        return more(address);
    }

    /** What clients would leave out, or write into reports. */
    private static Optional<String> more(URI address) {
        String plain = address.getScheme() + "://" + address.getHost()
                + (address.getPort() < 0 ? "" : ":" + address.getPort());
        if (address.getRawUserInfo() != null) {
            return Optional.of(
                    "--endpoint ne prend ni nom ni mot de passe : écris %s, et donne les clés par AWS_ACCESS_KEY_ID et AWS_SECRET_ACCESS_KEY."
                            .formatted(plain));
        }
        boolean hasMore =
                !address.getRawPath().isEmpty() && !address.getRawPath().equals("/")
                        || address.getRawQuery() != null
                        || address.getRawFragment() != null;
        return hasMore
                ? Optional.of("« %s » ne s'arrête pas à la machine et au port : écris --endpoint %s."
                        .formatted(address, plain))
                : Optional.empty();
    }

    /** By its number, {@code localhost} is one place for everybody: some systems try another first. */
    static URI byNumber(URI address) {
        return address.getHost().equals("localhost")
                ? URI.create(address.toString().replaceFirst("localhost", "127.0.0.1"))
                : address;
    }
}
