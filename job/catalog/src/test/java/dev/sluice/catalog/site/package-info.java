@NullMarked
package dev.sluice.catalog.site;

import org.jspecify.annotations.NullMarked;
