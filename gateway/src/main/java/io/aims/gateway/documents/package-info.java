/** What the API is, for machines: one OpenAPI and one AsyncAPI document. */
@NullMarked
package io.aims.gateway.documents;

import org.jspecify.annotations.NullMarked;
