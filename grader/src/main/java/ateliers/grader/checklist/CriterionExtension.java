package ateliers.grader.checklist;

import ateliers.grader.targets.GraderException;
import java.lang.reflect.Method;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;

/** Plays a criterion only when what it depends on passed, and hands it the stack under test. */
final class CriterionExtension
        implements BeforeEachCallback, AfterEachCallback, InvocationInterceptor, ParameterResolver {
    private static final Namespace OURS = Namespace.create(CriterionExtension.class);

    @Override
    public void beforeEach(ExtensionContext context) {
        Criterion criterion = criterion(context);
        for (String id : criterion.dependsOn()) {
            requirePassed(id, play(context).statuses().of(id));
        }
        if (context.getRequiredTestMethod().getParameterCount() > 0) {
            context.getStore(OURS).put(Stack.class, stack(context, criterion));
        }
    }

    private static Stack stack(ExtensionContext context, Criterion criterion) {
        try {
            return deployed(context, criterion);
        } catch (CriterionFailure refused) {
            // A template is refused in whatever criterion comes first: its task is where the student is.
            throw CriterionFailure.told(refused, Explanation.NONE, criterion.task());
        }
    }

    private static Stack deployed(ExtensionContext context, Criterion criterion) {
        Stacks stacks = play(context).stacks();
        Stack stack = stack(stacks, criterion);
        stack.begin(criterion);
        return stack;
    }

    private static Stack stack(Stacks stacks, Criterion criterion) {
        if (criterion.pair()) {
            return stacks.first();
        }
        if (criterion.fresh()) {
            return criterion.sole() ? stacks.sole() : stacks.fresh();
        }
        return stacks.shared();
    }

    private static Play play(ExtensionContext context) {
        Play play = context.getStore(StoreScope.LAUNCHER_SESSION, Namespace.create(Play.class))
                .get(Play.class, Play.class);
        if (play == null) {
            throw new GraderException("Aucune cible n'est donnée au barème.");
        }
        return play;
    }

    private static void requirePassed(String id, Status status) {
        if (status == Status.PASSED) {
            return;
        }
        if (status == Status.NOT_EVALUATED) {
            throw new Unmet.NotEvaluated((Unmet.DEPENDS + "qui n'a pas été évalué.").formatted(id));
        }
        if (status == Status.ERROR) {
            throw new GraderException((Unmet.DEPENDS + "que le correcteur n'a pas pu évaluer.").formatted(id));
        }
        throw new Unmet.Skipped((Unmet.DEPENDS + "qui n'est pas réussi.").formatted(id));
    }

    @Override
    public void interceptTestMethod(
            Invocation<Void> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws Throwable {
        Stack stack = context.getStore(OURS).get(Stack.class, Stack.class);
        if (stack == null) {
            invocation.proceed();
            return;
        }
        try {
            invocation.proceed();
        } catch (Throwable failure) {
            stack.refuseGaps(failure);
            stack.refuseLacks(failure);
            throw explained(failure, stack, criterion(context));
        }
        stack.refuseGaps(null);
    }

    /** A student's failure is told with what the target saw go wrong meanwhile. */
    private static Throwable explained(Throwable failure, Stack stack, Criterion criterion) {
        return Outcome.of(failure).status() == Status.FAILED
                ? CriterionFailure.told(failure, stack.why(), criterion.task())
                : failure;
    }

    private static boolean isAlone(Throwable failure) {
        return failure instanceof CriterionFailure criterion && criterion.isAlone();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        Throwable thrown = context.getExecutionException().orElse(null);
        // Dependents look at nothing else: for them a failure that stands alone is none.
        Status status = isAlone(thrown) ? Status.PASSED : Outcome.of(thrown).status();
        Stack stack = context.getStore(OURS).get(Stack.class, Stack.class);
        if (stack != null) {
            play(context).mailsRead().read(criterion(context).id(), stack.read());
        }
        play(context).statuses().ended(criterion(context).id(), status);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Stack.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getStore(OURS).get(Stack.class, Stack.class);
    }

    private static Criterion criterion(ExtensionContext context) {
        return context.getRequiredTestMethod().getAnnotation(Criterion.class);
    }
}
