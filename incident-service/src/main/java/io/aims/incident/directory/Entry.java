package io.aims.incident.directory;

/** What the directory says of a person of an organisation. */
public sealed interface Entry {

  /** A member who can sign in and has an address. */
  record Reachable(Person person) implements Entry {}

  record Unreachable(Why why) implements Entry {}

  /** Why mail is no way to reach somebody. */
  enum Why {
    /** Of nobody in the organisation is this the id; somebody who has left, say. */
    NOT_A_MEMBER,
    /** May not sign in any more, and so is told nothing any more. */
    DISABLED,
    /** Has no address, or one that nobody has verified. */
    NO_ADDRESS
  }
}
