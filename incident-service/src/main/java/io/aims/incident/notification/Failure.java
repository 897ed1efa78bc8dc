package io.aims.incident.notification;

/** Why somebody could not be told. */
enum Failure {
  /** Not in the organisation, as the identity provider says. */
  NOT_A_MEMBER(true),
  /** May not sign in any more. */
  DISABLED(true),
  /** Has no verified address. */
  NO_ADDRESS(true),
  /** The mail server does not take mail for this address. */
  REFUSED(true),
  /** Mail server or identity provider were not there in time. */
  TOO_LATE(false),
  /** The service has no mail server. */
  NO_MAIL_SERVER(false);

  private final boolean personal;

  Failure(boolean personal) {
    this.personal = personal;
  }

  /** Whether somebody else may be reached nevertheless. */
  boolean personal() {
    return personal;
  }
}
