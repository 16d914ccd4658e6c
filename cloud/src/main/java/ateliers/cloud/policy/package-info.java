/**
 * IAM's policy language: documents, their validation in AWS's words, and the decision whether a request is allowed.
 *
 * <p>Pure: it knows no service, no clock and no network. Start at {@link ateliers.cloud.policy.Policy#parse} and
 * {@link ateliers.cloud.policy.Evaluator#decide}. It follows
 * <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html">the policy grammar</a> and
 * <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html">the evaluation
 * logic</a>.
 */
package ateliers.cloud.policy;
