package ateliers.cloud.template;

/**
 * One thing wrong with a template.
 *
 * @param logicalId the resource, parameter, output or other member at fault; empty when it is the template
 * @param line from 1; 0 when unknown
 * @param message AWS's words
 */
public record TemplateProblem(String logicalId, int line, String message) {}
