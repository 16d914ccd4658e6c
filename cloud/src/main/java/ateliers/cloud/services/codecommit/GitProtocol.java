package ateliers.cloud.services.codecommit;

import ateliers.cloud.door.Unsupported;
import ateliers.cloud.http.WireResponse;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.eclipse.jgit.errors.TooLargeObjectInPackException;
import org.eclipse.jgit.errors.UnpackException;
import org.eclipse.jgit.transport.PacketLineOut;
import org.eclipse.jgit.transport.ReceiveCommand;
import org.eclipse.jgit.transport.ReceivePack;
import org.eclipse.jgit.transport.RefAdvertiser.PacketLineOutRefAdvertiser;
import org.eclipse.jgit.transport.UploadPack;
import org.eclipse.jgit.transport.UploadPackInternalServerErrorException;

/** Speaks git's protocol about one repository; requests and answers are in memory, for a stream that waits hangs git. */
final class GitProtocol {
    private static final Map<String, List<String>> NEVER_CACHED = Map.of(
            "Cache-Control", List.of("no-cache, max-age=0, must-revalidate"),
            "Pragma", List.of("no-cache"),
            "Expires", List.of("Fri, 01 Jan 1980 00:00:00 GMT"));

    /** Bytes of a file, or of anything else that is pushed: packed, gigabytes of the same take a few kilobytes. */
    private static final long LARGEST_OBJECT = 32L << 20;

    private final Repository repository;
    private final RefUpdates refs;
    private final Consumer<Unsupported> gaps;

    /** @param gaps is told what is refused here and would not be on AWS */
    GitProtocol(Repository repository, RefUpdates refs, Consumer<Unsupported> gaps) {
        this.repository = repository;
        this.refs = refs;
        this.gaps = gaps;
    }

    /**
     * Tells which references there are, or, in the protocol's second version, what can be asked.
     *
     * @param version what git's header {@code Git-Protocol} says
     */
    WireResponse advertise(GitRequest request, String version) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PacketLineOut lines = new PacketLineOut(out);
        PacketLineOutRefAdvertiser advertiser = new PacketLineOutRefAdvertiser(lines);
        if (request.pushes()) {
            lines.writeString("# service=" + request.service() + "\n");
            lines.end();
            receivePack().sendAdvertisedRefs(advertiser);
        } else {
            uploadPack(version).sendAdvertisedRefs(advertiser, request.service());
        }
        return answer(request, "advertisement", out);
    }

    /**
     * Gives what git fetches.
     *
     * @throws IOException when the body is none of git's
     */
    WireResponse fetch(GitRequest request, String version, byte[] body) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            uploadPack(version).upload(new ByteArrayInputStream(body), out, null);
        } catch (UploadPackInternalServerErrorException e) {
            requireTold(e.getCause());
        }
        return answer(request, "result", out);
    }

    /**
     * Takes what git pushes. What arrives whole is kept; then each reference is refused, or changes, by itself or, if git
     * asks so, together with all others.
     *
     * @param refusal why a command is refused; null when it is not
     * @throws IOException when the body is none of git's
     */
    WireResponse receive(GitRequest request, byte[] body, Function<ReceiveCommand, String> refusal) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ReceivePack pack = receivePack();
        pack.setPreReceiveHook((push, commands) -> {
            commands.forEach(command -> refuse(command, refusal));
            refs.execute(repository, List.copyOf(commands), push.isAtomic());
        });
        try {
            pack.receive(new ByteArrayInputStream(body), out, null);
        } catch (UnpackException e) {
            if (e.getCause() instanceof TooLargeObjectInPackException) {
                gaps.accept(
                        new Unsupported("codecommit: a file of more than " + (LARGEST_OBJECT >> 20) + " MB in a push"));
            }
            requireTold(e.getCause());
        }
        return answer(request, "result", out);
    }

    /** What git did wrongly is in the answer by now; all else is a defect. */
    private static void requireTold(Throwable failure) {
        if (failure instanceof RuntimeException || failure instanceof Error) {
            throw new IllegalStateException(failure);
        }
    }

    private static void refuse(ReceiveCommand command, Function<ReceiveCommand, String> refusal) {
        String why = refusal.apply(command);
        if (why != null) {
            command.setResult(ReceiveCommand.Result.REJECTED_OTHER_REASON, why);
        }
    }

    private UploadPack uploadPack(String version) {
        UploadPack pack = new UploadPack(repository.git);
        pack.setBiDirectionalPipe(false);
        pack.setExtraParameters(List.of(version.split(":")));
        return pack;
    }

    private ReceivePack receivePack() {
        ReceivePack pack = new ReceivePack(repository.git);
        pack.setBiDirectionalPipe(false);
        pack.setAllowCreates(true);
        pack.setAllowDeletes(true);
        pack.setAllowBranchDeletes(true);
        pack.setAllowNonFastForwards(true);
        pack.setMaxObjectSizeLimit(LARGEST_OBJECT);
        return pack;
    }

    private static WireResponse answer(GitRequest request, String what, ByteArrayOutputStream out) {
        WireResponse answer =
                WireResponse.of(200, "application/x-" + request.service() + "-" + what, out.toByteArray());
        for (Map.Entry<String, List<String>> header : NEVER_CACHED.entrySet()) {
            answer = answer.with(header.getKey(), header.getValue().get(0));
        }
        return answer;
    }
}
