package io.aims.inventory.system;

/** Where a system comes from. */
enum Origin {
  IN_HOUSE, THIRD_PARTY_SERVICE, EMBEDDED_IN_PRODUCT, OPEN_SOURCE
}
