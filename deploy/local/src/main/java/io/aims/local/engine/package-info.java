/** What the stack consists of: PostgreSQL, Kafka, Keycloak, a mail server and the services, each as a component. */
@NullMarked
package io.aims.local.engine;

import org.jspecify.annotations.NullMarked;
