/** The published language between services: event schemas and examples, and the AsyncAPI document made from them. */
package io.aims.contracts;
