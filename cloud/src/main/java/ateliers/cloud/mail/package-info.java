/** Where mail ends in this cloud: no service sends any to the outside, whoever grades reads it here. */
package ateliers.cloud.mail;
