/** Temporary folders that nobody has to clean up by hand. */
package ateliers.cloud.folders;
