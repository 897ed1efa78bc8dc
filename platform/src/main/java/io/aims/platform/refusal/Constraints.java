package io.aims.platform.refusal;

import java.util.function.Predicate;

import org.hibernate.exception.ConstraintViolationException;

/** Lets a repository translate a lost race, which the database noticed, into the refusal that it means. */
public final class Constraints {
  private Constraints() {}

  /** True for a failure by the constraint or unique index of that name; for {@code onFailure(…)}. */
  public static Predicate<Throwable> violated(String constraint) {
    return failure -> {
      for (Throwable t = failure; t != null; t = t.getCause()) {
        if (t instanceof ConstraintViolationException e && constraint.equals(e.getConstraintName())) {
          return true;
        }
      }
      return false;
    };
  }
}
