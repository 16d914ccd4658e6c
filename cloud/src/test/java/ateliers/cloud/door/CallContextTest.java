package ateliers.cloud.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CallContextTest {
    private static final Place PLACE = new Place("123456789012", "eu-west-3");
    private static final Principal ROOT = new Principal.Root(PLACE.account());

    private final CallContext outer =
            new CallContext("outer", Optional.empty(), PLACE, ROOT, Map.of(), Optional.empty());

    @Test
    void workRunsInTheContextAndLeavesItBehind() throws Exception {
        Principal seen = outer.call(CallContext::caller);

        assertThat(seen).isEqualTo(ROOT);
        assertThat(CallContext.current()).isEmpty();
        assertThatThrownBy(CallContext::caller).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void workThatAnswersNothingRunsInTheContextToo() {
        List<Principal> seen = new ArrayList<>();

        outer.run(() -> seen.add(CallContext.caller()));

        assertThat(seen).containsExactly(ROOT);
        assertThat(CallContext.current()).isEmpty();
    }

    @Test
    void aCallHangsBelowTheOneThatMakesIt() throws Exception {
        CallContext inner = outer.call(() -> CallContext.below(PLACE, ROOT, Map.of()));

        assertThat(inner.parentRequestId()).contains("outer");
        assertThat(CallContext.below(PLACE, ROOT, Map.of()).parentRequestId()).isEmpty();
    }

    @Test
    void scheduledWorkRunsInTheContextOfWhoScheduledIt() throws Exception {
        List<Optional<CallContext>> seen = new ArrayList<>();
        Runnable work = outer.call(() -> CallContext.capture(() -> seen.add(CallContext.current())));
        Runnable outside = CallContext.capture(() -> seen.add(CallContext.current()));

        work.run();
        assertThat(CallContext.current()).isEmpty();
        CallContext after = outer.call(() -> {
            outside.run();
            return CallContext.current().orElseThrow();
        });

        assertThat(seen).containsExactly(Optional.of(outer), Optional.empty());
        assertThat(after).isEqualTo(outer);
    }

    @Test
    void scheduledWorkThatFailsLeavesItsContextTooAndIsHeardOf() throws Exception {
        Runnable broken = outer.call(() -> CallContext.capture(() -> {
            throw new IllegalStateException("broken");
        }));

        assertThatThrownBy(broken::run).hasMessage("broken");
        assertThat(CallContext.current()).isEmpty();
    }

    @Test
    void aServiceThatCallsWithItsCallersPermissionsIsKnownForIt() throws Exception {
        Map<String, List<String>> keys = CallContext.viaService("cloudformation.amazonaws.com");
        CallContext via = new CallContext("via", Optional.empty(), PLACE, ROOT, keys, Optional.empty());

        assertThat(keys)
                .containsEntry("aws:CalledVia", List.of("cloudformation.amazonaws.com"))
                .containsEntry("aws:ViaAWSService", List.of("true"));
        assertThat(via.call(CallContext::isViaService)).isTrue();
        assertThat(outer.call(CallContext::isViaService)).isFalse();
        assertThat(CallContext.isViaService()).isFalse();
    }

    @Test
    void theTraceOfARequestIsPassedOnUnlessItIsChanged() throws Exception {
        CallContext traced = outer.traced(Optional.of("Root=1"));
        List<Optional<String>> seen = new ArrayList<>();
        Runnable look = () -> seen.add(CallContext.below(PLACE, ROOT, Map.of()).trace());

        Runnable later = traced.call(() -> {
            look.run();
            CallContext.tracing(Optional.of("Root=2"), look);
            CallContext.tracing(Optional.empty(), look);
            return CallContext.capture(look);
        });
        later.run();
        CallContext.tracing(Optional.of("Root=3"), look);

        assertThat(seen)
                .containsExactly(
                        Optional.of("Root=1"),
                        Optional.of("Root=2"),
                        Optional.empty(),
                        Optional.of("Root=1"),
                        Optional.empty());
        assertThat(CallContext.current()).isEmpty();
    }

    @Test
    void onlyServicesMaySetSystemTags() throws Exception {
        CallContext via =
                new CallContext("via", Optional.empty(), PLACE, ROOT, CallContext.viaService("s"), Optional.empty());

        assertThat(outer.call(() -> SystemTags.refused("aws:cloudformation:stack-id")))
                .isTrue();
        assertThat(outer.call(() -> SystemTags.refused("AWS:x"))).isTrue();
        assertThat(outer.call(() -> SystemTags.refused(List.of("team", "aws:x"))))
                .isTrue();
        assertThat(outer.call(() -> SystemTags.refused(List.of("team", "awsx"))))
                .isFalse();
        assertThat(via.call(() -> SystemTags.refused("aws:x"))).isFalse();
        assertThat(SystemTags.is(null)).isFalse();
        assertThat(SystemTags.others(Map.of("team", "shop", "aws:x", "y"))).isEqualTo(Map.of("team", "shop"));
    }

    @Test
    void whoSignedWithATokenIsKnownByItsTime() {
        Map<String, List<String>> keys = Map.of("aws:TokenIssueTime", List.of("2026-01-01T00:00:00Z"));

        assertThat(new CallContext("t", Optional.empty(), PLACE, ROOT, keys, Optional.empty()).isTemporary())
                .isTrue();
        assertThat(outer.isTemporary()).isFalse();
    }

    @Test
    void aRefusedTagIsTheServicesOwnErrorOfAwssWords() throws Exception {
        assertThatThrownBy(() -> outer.call(() -> {
                    SystemTags.refuse(List.of("team", "aws:x"), IllegalStateException::new);
                    return null;
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(SystemTags.RULE);
        SystemTags.refuse(List.of("team"), IllegalStateException::new);
    }
}
