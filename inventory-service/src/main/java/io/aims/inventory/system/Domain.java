package io.aims.inventory.system;

/** What a system is used for, as far as that decides which harms are near. */
enum Domain {
  CREDIT, EMPLOYMENT, EDUCATION, HEALTH, BIOMETRICS, LAW_ENFORCEMENT, CRITICAL_INFRASTRUCTURE, CUSTOMER_SERVICE, OTHER
}
