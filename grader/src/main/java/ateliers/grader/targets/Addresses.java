package ateliers.grader.targets;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;

/** The addresses that people give for a target. */
final class Addresses {
    private Addresses() {}

    /** Why an address is none, in French; empty where it is one. */
    static Optional<String> refusal(URI address) {
        String scheme = address.getScheme() == null ? "" : address.getScheme().toLowerCase(Locale.ROOT);
        boolean usable = (scheme.equals("http") || scheme.equals("https")) && address.getHost() != null;
        return usable
                ? Optional.empty()
                : Optional.of("« %s » n'est pas une adresse : écris --endpoint http://127.0.0.1:4566, par exemple."
                        .formatted(address));
    }

    /** By its number, {@code localhost} is one place for everybody: some systems try another first. */
    static URI byNumber(URI address) {
        return address.getHost().equals("localhost")
                ? URI.create(address.toString().replaceFirst("localhost", "127.0.0.1"))
                : address;
    }
}
