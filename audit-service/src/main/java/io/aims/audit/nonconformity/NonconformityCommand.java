package io.aims.audit.nonconformity;

/** What people can do to a nonconformity once it is raised; each is a sub-resource of the same name. */
enum NonconformityCommand {
  CORRECTION("correction"), ROOT_CAUSE("root-cause"), CORRECTIVE_ACTION("corrective-actions"), COMPLETION(
      "completion"), EFFECTIVENESS("effectiveness"), RECURRENCE("recurrence");

  private final String path;

  NonconformityCommand(String path) {
    this.path = path;
  }

  String path() {
    return path;
  }
}
