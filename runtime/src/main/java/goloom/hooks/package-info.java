/**
 * What rewritten code calls while it runs: thin, and in terms of {@code goloom.scheduler}. Never
 * exported to the compiler, so that no source can name it.
 */
package goloom.hooks;
