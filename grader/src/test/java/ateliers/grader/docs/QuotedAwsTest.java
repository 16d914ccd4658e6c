package ateliers.grader.docs;

import static org.assertj.core.api.Assertions.assertThat;

import ateliers.cloud.Cloud;
import ateliers.cloud.door.AwsService;
import ateliers.cloud.sdk.SdkModel;
import ateliers.cloud.sdk.SdkOperation;
import ateliers.grader.docs.PageSession.Step;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An {@code aws …} within a sentence is an operation of the embedded AWS with members that it has, or is played in a block of a page. */
class QuotedAwsTest {
    /** What the embedded AWS has no part in, and why a sentence names it. */
    private static final Map<String, String> NOT_HERE = Map.of(
            "configure sso", "it signs in to a real account, on this machine",
            "configure export-credentials", "it writes a real account's keys, on this machine",
            "dynamodb restore-table-to-point-in-time", "the sentence says that it takes a real account");

    /** Of the CLI, for any operation. */
    private static final Set<String> GLOBAL =
            Set.of("query", "output", "region", "endpoint-url", "profile", "no-cli-pager");

    private static final Pattern PLAYED = Pattern.compile("\\baws ([a-z0-9-]+ [a-z0-9-]+)");

    private static Cloud cloud;
    private static Set<String> played;

    @BeforeAll
    static void whatThereIs() throws IOException {
        cloud = Cloud.start();
        played = new LinkedHashSet<>();
        for (MarkdownPage page : PageSession.pages()) {
            PageSession.of(page).steps().stream()
                    .filter(Step::isPlayed)
                    .forEach(step ->
                            PLAYED.matcher(step.commands()).results().forEach(command -> played.add(command.group(1))));
        }
    }

    @AfterAll
    static void close() {
        cloud.close();
    }

    @Test
    void sentencesNameCommandsThatExist() throws IOException {
        List<String> wrong = new ArrayList<>();
        Set<String> notHere = new TreeSet<>();
        int quoted = 0;
        for (MarkdownPage page : MarkdownPage.all()) {
            for (String code : page.quoted().stream().flatMap(List::stream).toList()) {
                if (code.startsWith("aws ")) {
                    quoted++;
                    NOT_HERE.keySet().stream()
                            .filter(code.substring(4)::startsWith)
                            .forEach(notHere::add);
                    refusal(code).ifPresent(why -> wrong.add(page + " : " + code + " : " + why));
                }
            }
        }

        assertThat(wrong).isEmpty();
        assertThat(quoted).isPositive();
        assertThat(notHere).as("the list above has none in vain").isEqualTo(new TreeSet<>(NOT_HERE.keySet()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "aws sqs",
                "aws sqs send-message --queue-url u --message-body b",
                "aws dynamodb put-item --table-name t",
                "aws --endpoint-url u sqs list-queues --query QueueUrls",
                "aws --endpoint-url \"$AWS_ENDPOINT_URL\" …",
                "aws lambda wait function-active-v2",
                "aws s3 cp"
            })
    void whatExistsIsNotRefused(String code) {
        assertThat(refusal(code)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "aws sqs send-messages",
                "aws sqx",
                "aws sqs send-message --body b",
                "aws s3 teleport",
                "aws dynamodb wait table-exits",
                "aws configure import"
            })
    void mistakesAreFound(String code) {
        assertThat(refusal(code)).isPresent();
    }

    private static Optional<String> refusal(String code) {
        List<String> words = new ArrayList<>(List.of(code.split(" ")));
        words.remove(0);
        while (!words.isEmpty() && words.get(0).startsWith("--")) {
            words.subList(0, Math.min(2, words.size())).clear();
        }
        words.removeIf("…"::equals);
        if (words.isEmpty()) {
            return Optional.empty();
        }
        String service = words.get(0);
        if (words.size() == 1) {
            return cloud.door().service(service).isPresent() ? Optional.empty() : Optional.of("no such service");
        }
        if (words.get(1).equals("wait")) {
            return waits(service, words.get(2)) ? Optional.empty() : Optional.of("nothing of that name to wait for");
        }
        String command = service + " " + words.get(1);
        if (played.contains(command) || NOT_HERE.containsKey(command)) {
            return operation(service, words.get(1)).flatMap(operation -> unknownMember(operation, words));
        }
        Optional<SdkOperation> operation = operation(service, words.get(1));
        return operation.isEmpty()
                ? Optional.of("no operation of the embedded AWS, and played nowhere")
                : unknownMember(operation.get(), words);
    }

    /** The CLI waits for what the SDK's waiters wait for: {@code wait table-exists} is {@code waitUntilTableExists}. */
    private static boolean waits(String service, String state) {
        return cloud.door().service(service).map(AwsService::api).stream()
                .flatMap(api -> Stream.of(api.getMethods()))
                .filter(method -> method.getName().equals("waiter"))
                .flatMap(method -> Stream.of(method.getReturnType().getMethods()))
                .anyMatch(method -> method.getName().equalsIgnoreCase("waitUntil" + state.replace("-", "")));
    }

    /** The operation that the CLI gives this name, if the embedded AWS does it. */
    private static Optional<SdkOperation> operation(String service, String command) {
        return cloud.door()
                .service(service)
                .map(AwsService::api)
                .flatMap(api -> SdkModel.of(api).operations().stream()
                        .filter(each -> each.name().equalsIgnoreCase(command.replace("-", "")))
                        .filter(each -> cloud.door().operations().get(service).contains(each.name()))
                        .findFirst());
    }

    private static Optional<String> unknownMember(SdkOperation operation, List<String> words) {
        Set<String> members = new TreeSet<>(GLOBAL);
        operation.newRequest().sdkFields().forEach(field -> members.add(plain(field.memberName())));
        return words.stream()
                .filter(word -> word.startsWith("--"))
                .map(word -> word.substring(2))
                .filter(option -> !GLOBAL.contains(option) && !members.contains(plain(option)))
                .findFirst()
                .map(option -> operation + " has no " + option);
    }

    private static String plain(String name) {
        return name.replace("-", "").toLowerCase(Locale.ROOT);
    }
}
