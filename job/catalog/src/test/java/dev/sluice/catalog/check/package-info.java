@NullMarked
package dev.sluice.catalog.check;

import org.jspecify.annotations.NullMarked;
