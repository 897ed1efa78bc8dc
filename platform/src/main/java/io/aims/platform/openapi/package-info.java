/** What the OpenAPI document of a service says beyond its annotations: examples to copy, and how an operation refuses. */
@NullMarked
package io.aims.platform.openapi;

import org.jspecify.annotations.NullMarked;
