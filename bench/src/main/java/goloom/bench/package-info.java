/** Benchmarks: what the product costs, beside what it is compared to, in the same run. */
@org.jspecify.annotations.NullMarked
package goloom.bench;
