package ateliers.cloud.services.codecommit;

import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.util.RawParseUtils;
import software.amazon.awssdk.services.codecommit.model.Commit;
import software.amazon.awssdk.services.codecommit.model.UserInfo;

/** Commits as answers show them: the message as it is stored, dates as Git writes them. */
final class Commits {
    private Commits() {}

    /** @param commit with its body parsed */
    static Commit shown(RevCommit commit) {
        return Commit.builder()
                .commitId(commit.name())
                .treeId(commit.getTree().name())
                .parents(Stream.of(commit.getParents()).map(ObjectId::name).toList())
                .message(commit.getFullMessage())
                .author(shown(commit.getAuthorIdent()))
                .committer(shown(commit.getCommitterIdent()))
                .additionalData(additional(commit.getRawBuffer()))
                .build();
    }

    /** Its date is as {@code 1484167798 -0800}. */
    private static UserInfo shown(PersonIdent person) {
        String line = person.toExternalString();
        return UserInfo.builder()
                .name(person.getName())
                .email(person.getEmailAddress())
                .date(line.substring(line.lastIndexOf('>') + 2))
                .build();
    }

    /** The headers that have no member of their own, as a signature. */
    private static String additional(byte[] raw) {
        int end = RawParseUtils.commitMessage(raw, 0);
        int begin = RawParseUtils.nextLF(raw, RawParseUtils.committer(raw, 0));
        return new String(raw, begin, Math.max(0, end - begin), StandardCharsets.UTF_8)
                .lines()
                .collect(Collectors.joining("\n"))
                .strip();
    }
}
