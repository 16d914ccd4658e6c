package ateliers.grader.checklist;

import static ateliers.grader.checklist.ToldSteps.ACCOUNT;
import static ateliers.grader.checklist.ToldSteps.FUNCTION;
import static ateliers.grader.checklist.ToldSteps.NAMES;
import static ateliers.grader.checklist.ToldSteps.SESSION;
import static ateliers.grader.checklist.ToldSteps.step;
import static ateliers.grader.checklist.ToldSteps.story;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ateliers.cloud.Cloud;
import ateliers.grader.packaging.Template;
import ateliers.grader.targets.AwsClients;
import ateliers.grader.targets.EmbeddedTarget;
import ateliers.grader.targets.Step;
import ateliers.grader.targets.Target;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sesv2.model.MailType;
import software.amazon.awssdk.services.sesv2.model.SesV2Exception;

/** What SES answers to a student's mistake is said once, first, with what to write and where. */
class SesRefusalTest {
    private static final String SENDER = "banque@exemple.fr";
    private static final Template WITH_MODEL = Template.of("""
            Parameters:
              SenderEmail: {Type: String}
            Resources:
              F:
                Type: AWS::Serverless::Function
                Properties:
                  Handler: a.B
              Modele:
                Type: AWS::SES::Template
                Properties:
                  Template:
                    TemplateName: !Sub "${AWS::StackName}-mail"
                    SubjectPart: Bonjour
                    TextPart: "Solde : {{solde}}"
            """);
    private static final StackNames WITH_MODELS_NAME = new StackNames(Map.of("pile-F-2", "F", "pile-mail", "Modele"));

    private final Cloud cloud = Cloud.start();
    private final EmbeddedTarget target = EmbeddedTarget.on(cloud);
    private final AwsClients aws = new AwsClients(target);

    @AfterEach
    void close() {
        aws.close();
        target.close();
    }

    @Test
    void aSenderThatIsNotVerifiedIsNamedWithTheParameterToUse() {
        leaveTheSandbox();
        refused("moi@gmail.example", "zoe@exemple.org", "pile-mail");

        Explanation why = why(WITH_MODEL, WITH_MODELS_NAME);

        assertThat(why.cause())
                .isEqualTo(
                        "SES refuse le courriel de F (MessageRejected) : l'adresse moi@gmail.example n'est pas vérifiée dans ce"
                                + " compte.\nL'expéditeur est l'adresse du paramètre SenderEmail : dans template.yaml, passe-la à F (ligne"
                                + " 4), sous Environment, Variables, par !Ref SenderEmail, et que le code la lise là. Un destinataire"
                                + " n'est à vérifier que dans le bac à sable de SES.");
        assertThat(why.details())
                .singleElement()
                .asString()
                .startsWith("- sesv2:SendEmail a répondu MessageRejected : Email address is not verified.");
    }

    @Test
    void anAddressThatStandsInTheTemplateIsNamedWithItsLine() {
        leaveTheSandbox();
        refused("moi@gmail.example", "zoe@exemple.org", "pile-mail");

        assertThat(why(Template.of("""
                        Parameters: {SenderEmail: {Type: String}}
                        Resources:
                          F:
                            Properties: {Environment: {Variables: {DE: moi@gmail.example}}}
                        """), NAMES).cause())
                .contains("Elle est écrite à la ligne 4 de template.yaml : mets-y !Ref SenderEmail.");
    }

    @Test
    void aTemplateWithoutAParameterForTheSenderIsToldToHaveOne() {
        refused("moi@gmail.example", "zoe@exemple.org", "pile-mail");

        assertThat(why(Template.of("Resources: {F: {Type: AWS::Serverless::Function}}"), NAMES)
                        .cause())
                .contains(
                        "les adresses moi@gmail.example, zoe@exemple.org ne sont pas vérifiées",
                        "ajoute SenderEmail à Parameters, de type String, et passe-le à F (ligne 1)");
    }

    @Test
    void aRecipientInTheSandboxIsNamed() {
        verify(SENDER);
        refused(SENDER, "zoe@exemple.org", "pile-mail");

        assertThat(why(WITH_MODEL, WITH_MODELS_NAME).cause())
                .startsWith(
                        "SES refuse le courriel de F (MessageRejected) : l'adresse zoe@exemple.org n'est pas vérifiée")
                .endsWith("Un destinataire n'est à vérifier que dans le bac à sable de SES.");
    }

    @Test
    void aModelThatDoesNotExistIsToldWithThoseThatDo() {
        verify(SENDER);
        leaveTheSandbox();
        refused(SENDER, "zoe@exemple.org", "null-mail");

        assertThat(why(WITH_MODEL, WITH_MODELS_NAME).cause())
                .isEqualTo(
                        "SES refuse le courriel de F (NotFoundException) : aucun modèle ne s'appelle « null-mail ».\n"
                                + "La pile a Modele, du nom de « pile-mail » : dans template.yaml, passe son nom à F (ligne 4), sous"
                                + " Environment, Variables, par !Ref Modele.");
        assertThat(why(Template.of("Resources: {}"), NAMES).cause())
                .endsWith(
                        "sous Resources de template.yaml, ajoute un AWS::SES::Template, ou compose le courriel dans le code"
                                + " (Simple).");
    }

    @Test
    void aValueThatTheDataLacksIsToldWithItsLine() {
        verify(SENDER);
        leaveTheSandbox();
        model("pile-mail", "Solde : {{solde}}");
        send(SENDER, "zoe@exemple.org", "pile-mail");
        target.await(() -> steps().stream().anyMatch(step -> step.kind() == Step.Kind.DROPPED), Duration.ofSeconds(10));

        Explanation why = why(WITH_MODEL, WITH_MODELS_NAME);

        assertThat(why.cause())
                .isEqualTo(
                        "SES a accepté un courriel, puis ne l'a pas envoyé (RenderingFailure) : le modèle Modele montre {{solde}},"
                                + " que les données du courriel (templateData) n'ont pas.\nDans le code, donne-leur la valeur « solde », ou"
                                + " corrige le nom du champ à la ligne 14 de template.yaml.");
    }

    @Test
    void anyOtherRefusalOfAMailIsToldInSessWords() {
        leaveTheSandbox();
        refused("null", "zoe@exemple.org", "pile-mail");

        assertThat(why(WITH_MODEL, WITH_MODELS_NAME).cause())
                .startsWith("SES refuse le courriel de F (")
                .endsWith("Regarde, dans le code de F, les adresses et le contenu qu'il donne à SendEmail.");
    }

    @Test
    void aRightThatSesMissesIsToldWithTheStatement() {
        Step denied = step(
                Step.Kind.DENIAL,
                "2",
                "1",
                SESSION,
                "ses",
                "SendEmail",
                "arn:aws:ses:eu-west-3:" + ACCOUNT + ":template/pile-mail",
                "AccessDeniedException",
                "User `%s' is not authorized to perform `ses:SendEmail' on resource `arn:aws:ses:eu-west-3:%s:template/pile-mail'"
                        .formatted(SESSION, ACCOUNT));
        Step identity = step(
                Step.Kind.DENIAL,
                "3",
                "1",
                SESSION,
                "ses",
                "SendEmail",
                "arn:aws:ses:eu-west-3:" + ACCOUNT + ":identity/" + SENDER,
                "AccessDeniedException",
                "User `%s' is not authorized to perform `ses:SendEmail' on resource `arn:aws:ses:eu-west-3:%s:identity/%s'"
                        .formatted(SESSION, ACCOUNT, SENDER));

        Explanation model = Why.of(story(denied), List.of(), null, WITH_MODELS_NAME, WITH_MODEL, each -> false);

        assertThat(model.cause()).isEqualTo("""
                F n'a pas le droit ses:SendEmail sur Modele.
                Dans template.yaml, après la ligne 6 (F), ajoute :""");
        assertThat(model.paste())
                .endsWith("              Resource: !Sub"
                        + " \"arn:${AWS::Partition}:ses:${AWS::Region}:${AWS::AccountId}:template/${Modele}\"");
        assertThat(Why.of(story(identity), List.of(), null, WITH_MODELS_NAME, WITH_MODEL, each -> false)
                        .paste())
                .endsWith("              Resource: !Sub"
                        + " \"arn:${AWS::Partition}:ses:${AWS::Region}:${AWS::AccountId}:identity/*\"");
    }

    private void verify(String address) {
        aws.ses().createEmailIdentity(r -> r.emailIdentity(address));
        Target.ReadsMail mailbox = target.capability(Target.ReadsMail.class).orElseThrow();
        target.await(() -> !mailbox.mails().isEmpty(), Duration.ofSeconds(10));
        mailbox.mails().forEach(mail -> mail.links().forEach(link -> aws.web().send("GET", link, Map.of(), "")));
    }

    private void leaveTheSandbox() {
        aws.ses()
                .putAccountDetails(r -> r.mailType(MailType.TRANSACTIONAL)
                        .websiteURL("https://exemple.fr")
                        .productionAccessEnabled(true));
    }

    private void model(String name, String text) {
        aws.ses()
                .createEmailTemplate(r -> r.templateName(name)
                        .templateContent(t -> t.subject("Bonjour").text(text)));
    }

    private void send(String from, String to, String model) {
        aws.ses()
                .sendEmail(r -> r.fromEmailAddress(from)
                        .destination(d -> d.toAddresses(to))
                        .content(c -> c.template(t -> t.templateName(model).templateData("{}"))));
    }

    private void refused(String from, String to, String model) {
        if (model.equals("pile-mail")) {
            model(model, "Bonjour");
        }
        assertThatThrownBy(() -> send(from, to, model)).isInstanceOf(SesV2Exception.class);
    }

    private List<Step> steps() {
        return target.story().steps().stream()
                .filter(step -> Set.of("ses", "sesv2").contains(step.service()) && !step.succeeded())
                .toList();
    }

    /** As a function of the stack would have met it: it fails in SES's words. */
    private Explanation why(Template template, StackNames names) {
        Step met = steps().get(0);
        Step byFunction = step(
                met.kind(),
                met.id(),
                "1",
                SESSION,
                met.service(),
                met.operation(),
                met.resource(),
                met.outcome(),
                met.message());
        Step[] all = met.kind() == Step.Kind.DROPPED
                ? new Step[] {byFunction}
                : new Step[] {byFunction, failed(met.message())};
        return Why.of(story(all), List.of(), aws, names, template, each -> false);
    }

    private static Step failed(String words) {
        return step(
                Step.Kind.INVOCATION,
                "9",
                null,
                "events.amazonaws.com",
                "lambda",
                "Invocation",
                FUNCTION + "pile-F-2",
                "Unhandled",
                "software.amazon.awssdk.services.sesv2.model.SesV2Exception: " + words
                        + " (Service: SesV2, Status Code: 400, Request ID: 0-1)");
    }
}
