/** The 70 nodes of ISO/IEC 42001:2023 that an auditor looks at, as versioned data. */
@NullMarked
package io.aims.audit.requirements;

import org.jspecify.annotations.NullMarked;
