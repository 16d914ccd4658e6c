/**
 * DynamoDB's expressions: read once into a tree, then evaluated against items.
 *
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.html">Expressions</a>
 */
package ateliers.cloud.services.dynamodb.expression;
