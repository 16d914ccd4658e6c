package ateliers.grader.targets;

import ateliers.grader.variety.Variety;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import javax.net.ssl.SSLHandshakeException;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.regions.Region;

/** The targets of one run on an AWS that answers at an address. All are in one account there. */
final class RemoteTargets implements Targets {
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");

    private final Reached reached;
    private final RemoteTarget.Site site;
    private final String account;
    private int open;
    private boolean closed;

    private RemoteTargets(Reached reached, RemoteTarget.Site site, String account) {
        this.reached = reached;
        this.site = site;
        this.account = account;
    }

    /**
     * Where an AWS is, and as whom it is called.
     *
     * @param name of the kind of target
     * @param ca whose certificates are taken; empty for the machine's authorities
     */
    record Where(
            String name,
            URI address,
            Optional<Path> ca,
            Region region,
            AwsCredentialsProvider credentials,
            Patience patience) {}

    /** How the address is reached: by itself, or by a tunnel. */
    private record Reached(Optional<URI> endpoint, Optional<TlsTunnel> tunnel) {
        void close() {
            tunnel.ifPresent(TlsTunnel::close);
        }
    }

    /** @throws GraderException in one French sentence where no AWS answers */
    static RemoteTargets open(Where where) {
        Reached reached = where.address().getScheme().equalsIgnoreCase("https")
                ? tunnel(where)
                : new Reached(Optional.of(where.address()), Optional.empty());
        return open(where, reached, Bounds.NONE);
    }

    /**
     * AWS itself, which the SDK finds by the region.
     *
     * @param where its address is what people know it by
     * @param instead where clients connect in its place
     * @throws GraderException in one French sentence where it does not let the caller in
     */
    static RemoteTargets live(Where where, Optional<URI> instead, Bounds bounds) {
        return open(where, new Reached(instead, Optional.empty()), bounds);
    }

    private static RemoteTargets open(Where where, Reached reached, Bounds bounds) {
        RemoteTarget.Site site = new RemoteTarget.Site(
                where.name(),
                where.address(),
                reached.endpoint(),
                where.region(),
                where.credentials(),
                where.patience(),
                run(),
                bounds);
        try (RemoteTarget first = new RemoteTarget(site, () -> {})) {
            return new RemoteTargets(reached, site, Greeting.of(first, where.address()));
        } catch (RuntimeException e) {
            reached.close();
            throw e;
        }
    }

    private static Reached tunnel(Where where) {
        try {
            TlsTunnel tunnel = TlsTunnel.to(where.address(), Authorities.context(where.ca()));
            return new Reached(Optional.of(tunnel.endpoint()), Optional.of(tunnel));
        } catch (IOException e) {
            throw new GraderException("La cible %s %s".formatted(where.address(), why(e)), e);
        }
    }

    private static String why(IOException e) {
        if (e instanceof UnknownHostException) {
            return Greeting.UNKNOWN_HOST;
        }
        if (e instanceof ConnectException) {
            return Greeting.NOBODY;
        }
        if (e instanceof SocketTimeoutException) {
            return "ne répond pas : vérifie l'adresse, ou relance la cible.";
        }
        if (e instanceof SSLHandshakeException) {
            return "montre un certificat que ce poste ne peut pas vérifier : donne celui de son autorité par --ca FICHIER (%s)."
                    .formatted(e.getMessage());
        }
        return "ne parle pas HTTPS (%s) : si la cible parle HTTP, écris http://.".formatted(e.getMessage());
    }

    /** The same with other bounds; these are not used any more. */
    RemoteTargets within(Bounds bounds) {
        return new RemoteTargets(reached, site.within(bounds), account);
    }

    String account() {
        return account;
    }

    RemoteTarget.Site site() {
        return site;
    }

    /** When it began says a person most, who finds it after a crash. */
    private static String run() {
        return "lab-%s-%s".formatted(MOMENT.format(LocalDateTime.now()), Variety.small(6));
    }

    @Override
    public synchronized Target get() {
        open++;
        return new RemoteTarget(site, this::released);
    }

    @Override
    public String conditions() {
        return ("Noté sur %s, compte %s, région %s. Le correcteur y attend en temps réel, %d s au plus chaque fois ;"
                        + " « rien n'arrive » veut dire : rien pendant %d s.")
                .formatted(
                        site.address(),
                        account,
                        site.region().id(),
                        site.patience().longest().toSeconds(),
                        site.patience().silence().toSeconds());
    }

    @Override
    public Optional<Patience> patience() {
        return Optional.of(site.patience());
    }

    /** Nobody knows how strict those are who answer at an address. */
    @Override
    public boolean areAsAws() {
        return false;
    }

    private synchronized void released() {
        open--;
        closeWay();
    }

    /** Each target removes what was made through it, also after this, and needs the way until then. */
    @Override
    public synchronized void close() {
        closed = true;
        closeWay();
    }

    private void closeWay() {
        if (closed && open == 0) {
            reached.close();
        }
    }
}
