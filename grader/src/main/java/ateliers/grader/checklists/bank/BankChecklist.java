package ateliers.grader.checklists.bank;

import ateliers.grader.checklist.Checklist;
import ateliers.grader.checklist.Criterion;
import ateliers.grader.checklist.Stack;
import ateliers.grader.checklists.common.LeastPrivilege;
import java.time.Duration;

/** Lab 04: operations of a bank, of which its customers are told by mail. */
@Checklist(
        lab = "04-bank-notifications",
        title =
                "Les opérations d'une banque, notifiées par courriel (API Gateway, IAM, Secrets Manager, DynamoDB, EventBridge,"
                        + " Lambda, SES, S3, CloudWatch)",
        outputs = {
            BankChecklist.API,
            BankChecklist.CLIENTS,
            BankChecklist.OPERATIONS,
            BankChecklist.BUS,
            BankChecklist.SECRET,
            BankChecklist.ARCHIVE,
            BankChecklist.ALARMS,
            BankChecklist.WEEKLY_RULE
        },
        parameters = BankParameters.class)
public final class BankChecklist {
    static final String API = "ApiUrl";
    static final String CLIENTS = "ClientsTableName";
    static final String OPERATIONS = "OperationsTableName";
    static final String BUS = "EventBusName";
    static final String SECRET = "SecretArn";
    static final String ARCHIVE = "ArchiveBucketName";
    static final String ALARMS = "AlarmTopicArn";
    static final String WEEKLY_RULE = "WeeklyRuleName";

    /** Cloud time, and what the contract gives an event and a mail. */
    static final Duration SOON = Duration.ofMinutes(1);

    /** So much later something may still come, too late. */
    static final Duration LATE = Duration.ofMinutes(5);

    static final Duration QUIET = Duration.ofSeconds(10);

    /** Lambda runs a failed event again after one and two minutes; a stream that is read has its own pace. */
    static final Duration RETRIES = Duration.ofMinutes(15);

    @Criterion(
            id = "api",
            order = 1,
            points = 3,
            task = 1,
            proves = {
                "C1", "C2", "C3", "C12", "C13", "C17", "C18", "C19", "C21", "C22", "C23", "C24", "C25", "C26", "C27",
                "C28", "C29", "C30", "C31", "C32", "C33", "C34", "C35"
            },
            title = "L'API crée, change et liste des opérations, et refuse ce qui est faux")
    void makesOperations(Stack stack) {
        new OperationsApi(stack).check();
    }

    @Criterion(
            id = "auth",
            order = 2,
            points = 2,
            task = 2,
            proves = {"C36", "C37"},
            title = "Seul qui signe et en a le droit est entendu",
            dependsOn = "api")
    void hearsWhoMayCall(Stack stack) {
        new WhoMayCall(stack).check();
    }

    @Criterion(
            id = "partner",
            order = 3,
            points = 2,
            task = 3,
            proves = {"C5", "C11", "C15", "C38", "C39", "C40", "C41"},
            title = "Le partenaire a une clé, qui est dans le secret et nulle part ailleurs",
            dependsOn = "api")
    void letsThePartnerIn(Stack stack) {
        new Partner(stack).check();
    }

    @Criterion(
            id = "event",
            order = 4,
            points = 2,
            task = 4,
            proves = {"C4", "C14", "C28", "C42", "C43"},
            title = "Une opération acceptée devient un événement, un refus n'en donne pas",
            dependsOn = "api")
    void announcesOperations(Stack stack) {
        new BusEvents(stack).check();
    }

    @Criterion(
            id = "mail",
            order = 5,
            points = 3,
            task = 5,
            proves = {"C9", "C10", "C44", "C45", "C46", "C47", "C48", "C49", "C50", "C51", "C52", "C53"},
            title = "Le client reçoit un courriel du bon genre, avec nom, montant, solde et date",
            dependsOn = "api")
    void tellsCustomers(Stack stack) {
        new Notices(stack).check();
    }

    @Criterion(
            id = "money",
            order = 6,
            points = 1,
            task = 6,
            proves = {"C17", "C54", "C55"},
            title = "Les soldes sont exacts, et jamais sous zéro",
            dependsOn = "api")
    void countsMoney(Stack stack) {
        new Money(stack).check();
    }

    @Criterion(
            id = "replay",
            order = 7,
            points = 1,
            task = 7,
            proves = "C56",
            title = "Le même événement livré deux fois n'envoie qu'un courriel",
            dependsOn = "mail")
    void tellsOnce(Stack stack) {
        new Replay(stack).check();
    }

    @Criterion(
            id = "archive",
            order = 8,
            points = 1,
            task = 8,
            proves = {"C6", "C16", "C20", "C59", "C60"},
            title = "Chaque courriel envoyé est archivé ; l'IBAN ne sort pas de la table",
            dependsOn = "mail")
    void archivesMails(Stack stack) {
        new Archives(stack).check();
    }

    @Criterion(
            id = "weekly",
            order = 9,
            points = 1,
            task = 9,
            proves = {"C8", "C20", "C60", "C61", "C62", "C63", "C64"},
            title = "La règle de la semaine envoie à chaque client ses sept derniers jours",
            dependsOn = "api",
            fresh = true,
            sole = true)
    void sumsTheWeekUp(Stack stack) {
        new Weekly(stack).check();
    }

    @Criterion(
            id = "watch",
            order = 10,
            points = 1,
            task = 10,
            proves = {"C7", "C65", "C66", "C67", "C68", "C70"},
            title = "Les journaux ont une rétention, et les alarmes préviennent le sujet",
            dependsOn = "api")
    void isWatched(Stack stack) {
        new Watch(stack).check();
    }

    @Criterion(
            id = "raise",
            order = 11,
            points = 1,
            task = 10,
            proves = {"C57", "C67", "C69"},
            title = "Un courriel refusé par SES fait sonner l'alarme des erreurs, et part plus tard",
            dependsOn = "mail",
            fresh = true)
    void raisesTheAlarm(Stack stack) {
        new Raise(stack).check();
    }

    @Criterion(
            id = "iam",
            order = 12,
            points = 1,
            task = 11,
            proves = {"C73", "C74"},
            title = "Les droits sont réduits au nécessaire",
            dependsOn = "api")
    void grantsNoMoreThanNeeded(Stack stack) {
        LeastPrivilege.check(stack, "nomme chaque action et chaque ressource, fonction par fonction.");
    }

    @Criterion(
            id = "config",
            order = 13,
            points = 1,
            task = 11,
            proves = {"C10", "C11", "C15", "C71", "C72"},
            title = "Deux piles du même template s'ignorent",
            dependsOn = "api",
            pair = true)
    void livesBesideAnother(Stack stack) {
        new TwoBanks(stack).check();
    }

    @Criterion(
            id = "load",
            order = 14,
            points = 1,
            bonus = true,
            task = 7,
            proves = "C58",
            title = Load.TITLE,
            dependsOn = {"event", "mail"})
    void bearsARush(Stack stack) {
        new Load(stack).check();
    }
}
