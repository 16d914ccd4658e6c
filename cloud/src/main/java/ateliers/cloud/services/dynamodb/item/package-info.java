/** Attribute values: their types, numbers, order and size, and what DynamoDB refuses about them. */
package ateliers.cloud.services.dynamodb.item;
