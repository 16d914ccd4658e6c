package ateliers.grader.checklists.annexe;

import ateliers.grader.checklist.Stack;
import ateliers.grader.targets.Target.Injected;
import ateliers.grader.targets.Target.InjectsFaults;
import java.util.List;
import java.util.stream.Stream;

/**
 * SNS does not publish for a while, whoever may: until it is closed. Never on where the target cannot make AWS misbehave.
 *
 * @see <a href="https://docs.aws.amazon.com/sns/latest/api/API_Publish.html">errors of Publish</a>
 */
record Outage(List<Injected> injected) implements AutoCloseable {

    /** @param code as {@code InternalError} */
    static Outage of(Stack stack, String code) {
        return new Outage(stack.offers(InjectsFaults.class).stream()
                .flatMap(faults -> Stream.of("Publish", "PublishBatch")
                        .map(operation -> faults.refuse("sns", operation, code).always()))
                .toList());
    }

    /**
     * It meets the next call alone; where that publishes several notifications, it meets the one that names a key.
     *
     * @param key of one of the files that the call may tell of
     */
    static Outage once(Stack stack, String code, String key) {
        return new Outage(stack.offers(InjectsFaults.class).stream()
                .flatMap(faults ->
                        Stream.of(faults.refuse("sns", "Publish", code).times(1), faults.refusePublications(key)))
                .toList());
    }

    boolean isOn() {
        return !injected.isEmpty();
    }

    /** Whether somebody was refused by it. */
    boolean isMet() {
        return injected.stream().anyMatch(each -> each.answered() > 0);
    }

    @Override
    public void close() {
        injected.forEach(Injected::close);
    }
}
