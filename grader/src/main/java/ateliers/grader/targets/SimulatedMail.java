package ateliers.grader.targets;

import ateliers.grader.variety.Variety;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.sns.model.SubscribeRequest;

/**
 * On an account that writes to real people, the grader writes to Amazon SES's mailbox simulator only.
 *
 * @see <a href="https://docs.aws.amazon.com/ses/latest/dg/send-an-email-from-console.html">Using the mailbox simulator</a>
 */
public final class SimulatedMail implements ExecutionInterceptor {
    private static final String HOST = "simulator.amazonses.com";
    private static final Set<String> PEOPLES = Set.of("email", "email-json", "sms");

    /** What SES answers to each of its addresses: it writes to an identity that it is to verify. */
    private static final Set<String> MAILS = Set.of(
            "CreateEmailIdentityRequest",
            "CreateCustomVerificationEmailTemplateRequest",
            "SendEmailRequest",
            "SendBulkEmailRequest",
            "SendCustomVerificationEmailRequest");

    /** An address that takes every mail, of its own for each who asks. */
    public static String address() {
        return "success+" + Variety.small(8) + "@" + HOST;
    }

    /** Whether mail to an address reaches nobody. */
    public static boolean isSimulated(String address) {
        return address.toLowerCase(Locale.ROOT).strip().endsWith("@" + HOST);
    }

    @Override
    public void beforeExecution(Context.BeforeExecution call, ExecutionAttributes attributes) {
        refusal(call.request()).ifPresent(refusal -> {
            throw new GraderException(refusal);
        });
    }

    private static Optional<String> refusal(SdkRequest request) {
        boolean toPeople = request instanceof SubscribeRequest subscribe
                && PEOPLES.contains(String.valueOf(subscribe.protocol()))
                && !isSimulated(String.valueOf(subscribe.endpoint()));
        return toPeople || MAILS.contains(request.getClass().getSimpleName())
                ? Optional.of("Sur un vrai compte, le correcteur n'écrit à personne : seulement au simulateur de SES.")
                : Optional.empty();
    }
}
