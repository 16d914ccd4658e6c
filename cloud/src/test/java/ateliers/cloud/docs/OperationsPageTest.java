package ateliers.cloud.docs;

import static org.assertj.core.api.Assertions.assertThat;

import ateliers.cloud.Cloud;
import ateliers.cloud.door.AwsService;
import ateliers.cloud.door.Door;
import ateliers.cloud.sdk.SdkModel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * The French page's table of operations is what is at the door. To write it anew:
 *
 * <pre>mvn -pl cloud test -Dtest=OperationsPageTest -Dateliers.regenerate=true</pre>
 */
class OperationsPageTest {
    private static final Path PAGE = Path.of("..", "docs-fr", "aws-embarque.md");
    private static final String BEGIN = "<!-- table engendrée : début -->\n";
    private static final String END = "<!-- table engendrée : fin -->\n";

    @Test
    void theTableListsWhatIsAtTheDoor() throws Exception {
        String page = Files.readString(PAGE);
        String wanted = withTable(page, table());
        if (Boolean.getBoolean("ateliers.regenerate")) {
            Files.writeString(PAGE, wanted);
            return;
        }
        assertThat(page)
                .as("regenerate it: mvn -pl cloud test -Dtest=OperationsPageTest -Dateliers.regenerate=true")
                .isEqualTo(wanted);
    }

    private static String withTable(String page, String table) {
        int begin = page.indexOf(BEGIN) + BEGIN.length();
        return page.substring(0, begin) + table + page.substring(page.indexOf(END));
    }

    private static String table() {
        try (Cloud cloud = Cloud.start()) {
            Door door = cloud.door();
            StringBuilder table = new StringBuilder("\n| service | faites | opérations |\n|---|---|---|\n");
            Map<String, Set<String>> operations = new TreeMap<>(door.operations());
            operations.forEach((name, implemented) -> {
                Class<?> api = door.service(name).map(AwsService::api).orElseThrow();
                int all = SdkModel.of(api).operations().size();
                table.append("| `%s` | %d sur %d | %s |%n"
                        .formatted(name, implemented.size(), all, String.join(", ", implemented)));
            });
            return table.append('\n').toString().replace("\r\n", "\n");
        }
    }
}
