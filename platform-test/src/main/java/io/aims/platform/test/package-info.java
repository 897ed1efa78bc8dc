/** What tests of a service stand on: real PostgreSQL and Kafka, an identity provider, shared architecture and tenancy checks. */
@NullMarked
package io.aims.platform.test;

import org.jspecify.annotations.NullMarked;
