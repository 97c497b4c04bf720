/** Tests of the control protocol; none needs Flink to run or a broker. */
@NullMarked
package dev.sluice.stream.control;

import org.jspecify.annotations.NullMarked;
