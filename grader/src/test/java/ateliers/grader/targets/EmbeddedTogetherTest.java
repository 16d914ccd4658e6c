package ateliers.grader.targets;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EmbeddedTogetherTest {
    private static final String TABLE = "commandes";

    private final ExecutorService clients = Executors.newFixedThreadPool(2);
    private EmbeddedTarget target;
    private AwsClients aws;
    private TableById table;

    @BeforeEach
    void aTable() {
        target = EmbeddedTarget.start();
        aws = new AwsClients(target);
        table = TableById.create(aws, TABLE);
    }

    @AfterEach
    void noCloud() {
        clients.shutdownNow();
        aws.close();
        target.close();
    }

    @Test
    void bothOfTwoWhoReadAndThenWriteFindNothingEachTime() throws Exception {
        for (String id : List.of("c-1", "c-2", "c-3", "c-4", "c-5")) {
            try (Target.Together together = target.together(id, 2)) {
                assertThat(together.met()).isFalse();
                List<Future<Boolean>> created = clients.invokeAll(List.of(readThenWrite(id), readThenWrite(id)));

                assertThat(created.get(0).get()).isTrue();
                assertThat(created.get(1).get()).isTrue();
                assertThat(together.met()).isTrue();
            }
        }
    }

    @Test
    void whateverTheSameFunctionAsksNextComesTogetherToo() throws Exception {
        try (Target.Together named = target.together("c-1", 2)) {
            clients.invokeAll(List.of(readThenWrite("c-1"), readThenWrite("c-1")));
            try (Target.Together together = named.whatever()) {
                List<Future<Integer>> counted =
                        clients.invokeAll(List.of(countThenWrite("c-2"), countThenWrite("c-3")));

                assertThat(counted.get(0).get()).isEqualTo(1);
                assertThat(counted.get(1).get()).isEqualTo(1);
                assertThat(together.met()).isTrue();
            }
        }
    }

    @Test
    void otherCallsAndThoseThatComeAfterAreNotHeld() {
        try (Target.Together together = target.together("c-9", Integer.MAX_VALUE)) {
            assertThat(together).isNotNull();
            table.put("c-1");
        }

        assertThat(table.holds("c-1")).isTrue();
    }

    private Callable<Integer> countThenWrite(String id) {
        return () -> {
            int count = aws.dynamoDb().scan(r -> r.tableName(TABLE)).count();
            table.put(id);
            return count;
        };
    }

    private Callable<Boolean> readThenWrite(String id) {
        return () -> {
            boolean absent = !table.holds(id);
            table.put(id);
            return absent;
        };
    }
}
