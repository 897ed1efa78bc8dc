package io.aims.inventory.system;

/** What the organisation is for a system; often several at once (ISO/IEC 22989 section 5.19, EU AI Act Art. 3). */
enum OrganisationRole {
  DEVELOPER, PROVIDER, DEPLOYER, IMPORTER, DISTRIBUTOR, USER
}
