package ateliers.grader.cli;

import ateliers.grader.build.Builder;
import ateliers.grader.checklist.CriterionFailure;
import ateliers.grader.checklist.Scenario;
import ateliers.grader.checklist.Stack;
import ateliers.grader.checklist.Unmet;
import ateliers.grader.deploy.Deployer;
import ateliers.grader.load.Answers;
import ateliers.grader.load.ExistingStack;
import ateliers.grader.load.Load;
import ateliers.grader.load.LoadOutcome;
import ateliers.grader.load.LoadRun;
import ateliers.grader.load.Scenarios;
import ateliers.grader.load.StackAlarms;
import ateliers.grader.packaging.Packager;
import ateliers.grader.packaging.Refused;
import ateliers.grader.submission.Labs;
import ateliers.grader.submission.Submission;
import ateliers.grader.submission.Submissions;
import ateliers.grader.submission.Unusable;
import ateliers.grader.targets.AwsClients;
import ateliers.grader.targets.Target;
import ateliers.grader.targets.Targets;
import ateliers.grader.variety.Variety;
import ateliers.grader.verdict.Checklists;
import ateliers.grader.verdict.ExitCode;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./lab charge}: many operations against a stack, and what becomes of them. */
@Command(name = "charge", description = "Envoie beaucoup d'opérations à une pile, et dit ce qu'elles deviennent.")
final class ChargeCommand implements Callable<Integer> {
    private static final int NAME_LENGTH = 16;

    private final Console console;

    @Parameters(
            paramLabel = "DOSSIER|ZIP",
            arity = "0..1",
            description = "Un atelier à déployer le temps de la charge.")
    private Path given;

    @Option(
            names = "--stack",
            paramLabel = "NOM",
            description = "Une pile déjà déployée, à la place d'un dossier ; demande --lab et --endpoint.")
    private String stack;

    @Mixin
    private TargetArguments target = new TargetArguments();

    @Option(names = "--lab", paramLabel = "NN", description = "L'atelier, quand le dossier ne le dit pas.")
    private String lab;

    @Option(
            names = "--rate",
            paramLabel = "N",
            defaultValue = "20",
            description = "Combien d'opérations par seconde (20 par défaut, 200 au plus).")
    private int rate;

    @Option(
            names = "--seconds",
            paramLabel = "S",
            defaultValue = "10",
            description = "Pendant combien de secondes (10 par défaut, 300 au plus).")
    private int seconds;

    @Option(
            names = "--clients",
            paramLabel = "N",
            defaultValue = "8",
            description = "Combien de clients à la fois (8 par défaut, 64 au plus).")
    private int clients;

    @Mixin
    private LiveArguments live = new LiveArguments();

    ChargeCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Exception {
        Load load = new Load(rate, seconds, clients);
        if ((given == null) == (stack == null)) {
            throw new Unusable("Donne le dossier d'un atelier, ou --stack et --lab pour une pile déjà déployée.");
        }
        if (given == null && lab == null) {
            throw new Unusable("Dis par --lab de quel atelier est la pile %s.".formatted(stack));
        }
        TargetChoice choice = live.on(target.choice(), console);
        if (given == null && choice.isEmbedded()) {
            throw new Unusable(
                    "L'AWS embarqué naît et meurt avec cette commande : dis par --endpoint où est la pile %s, par exemple à l'adresse que dit ./lab cloud."
                            .formatted(stack));
        }
        if (isLive(choice) && !live.yes()) {
            throw new Unusable(
                    "C'est un vrai compte AWS : %d opérations y seraient faites et facturées, et leurs courriels partiraient. Ajoute --yes si c'est voulu, ou --endpoint pour un AWS de ce poste."
                            .formatted(load.operations()));
        }
        try {
            return given == null ? existing(load, choice) : deployed(load, choice);
        } catch (CriterionFailure e) {
            throw new Unusable("%s Attendu : %s. Vu : %s."
                    .formatted(
                            e.getMessage(),
                            e.expected().orElse("autre chose"),
                            e.seen().orElse("rien")));
        }
    }

    private static boolean isLive(TargetChoice choice) {
        return choice.kind().isLive()
                || choice.options()
                        .endpoint()
                        .map(URI::getHost)
                        .filter(host -> host.matches("(?i).*\\.amazonaws\\.com(\\.cn)?\\.?"))
                        .isPresent();
    }

    /** The lab is deployed for this alone, and goes with its target. */
    private int deployed(Load load, TargetChoice choice) throws Exception {
        Labs labs = Labs.in(Home.folder());
        try (WorkFolder work = WorkFolder.make(false, console.err())) {
            Submission submission = new Submissions(labs).read(given, lab, work.path());
            String id = submission.lab().id();
            Class<?> scenario = Scenarios.forLab(id);
            say("construction");
            Optional<Class<?>> checklist = Checklists.forLab(id);
            Agreement agreement = new Agreement(choice);
            Map<String, String> parameters =
                    agreement.parameters(checklist.map(Checklists::parameters).orElse(Map.of()), Map.of());
            Packager packager = new Packager(
                    submission.template(),
                    new Builder(labs.home()).build(submission, work.path()),
                    new SamHere(parameters));
            return on(choice, targets -> agreement.require(targets, packager, parameters), (target, aws) -> {
                checklist.ifPresent(each -> Checklists.preparation(each, packager.declared(parameters))
                        .accept(target, aws));
                say("déploiement");
                try {
                    return charge(
                            load,
                            scenario,
                            Stack.of(new Deployer(packager, parameters)
                                    .deploy(target, aws, target.bounds().named(Variety.resourceName(NAME_LENGTH)))));
                } catch (Refused e) {
                    throw new Unusable("%s Vu : %s".formatted(e.getMessage(), e.seen()));
                }
            });
        }
    }

    private int existing(Load load, TargetChoice choice) throws Exception {
        Class<?> scenario = Scenarios.forLab(Labs.in(Home.folder()).named(lab).id());
        return on(
                choice,
                targets -> {},
                (target, aws) -> charge(load, scenario, ExistingStack.named(stack, target, aws)));
    }

    /** What is done on a target, which is left as it was. */
    private interface Work {
        int on(Target target, AwsClients aws);
    }

    private static int on(TargetChoice choice, Consumer<Targets> first, Work work) throws Exception {
        try (Targets targets = choice.open()) {
            first.accept(targets);
            try (Target target = targets.get();
                    Interruption interruption = Interruption.closes(target);
                    AwsClients aws = new AwsClients(target)) {
                return work.on(target, aws);
            }
        }
    }

    private int charge(Load load, Class<?> type, Stack on) {
        Scenario scenario = Scenarios.on(type, on);
        scenario.prepare();
        StackAlarms alarms = new StackAlarms(on);
        say("charge");
        Answers answers = new LoadRun(load, console.err()::println).run(scenario);
        say("attente de ce qui a été accepté");
        Set<String> lost = new HashSet<>(answers.accepted());
        awaitAccepted(on, scenario, lost);
        if (alarms.count() > 0) {
            say("attente des alarmes");
            alarms.settle();
        }
        LoadOutcome outcome =
                new LoadOutcome(load, Scenarios.of(type), answers, lost, alarms.count(), alarms.wentOff());
        outcome.print(console.out());
        return outcome.isQuiet() ? ExitCode.PASSED : ExitCode.MISSED;
    }

    /** Where time cannot be moved, what is not done within the target's patience counts as lost, and that is said. */
    private void awaitAccepted(Stack on, Scenario scenario, Set<String> lost) {
        try {
            on.awaitAll(() -> scenario.left(lost), scenario.patience());
        } catch (Unmet.NotEvaluated e) {
            console.err().println(e.getMessage());
        }
    }

    private void say(String what) {
        console.err().printf("Étape : %s…%n", what);
        console.err().flush();
    }
}
