/** The one journal: what the cloud did, for reports, pictures and the "why" of a failed criterion. */
package ateliers.cloud.journal;
