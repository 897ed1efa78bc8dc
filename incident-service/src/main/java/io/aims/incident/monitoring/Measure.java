package io.aims.incident.monitoring;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import jakarta.validation.ReportAsSingleViolation;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;

/**
 * A number that can be measured. The bounds beside the digits are for exponents of two thousand million, with which
 * counting digits overflows.
 */
@Digits(integer = 15, fraction = 10)
@DecimalMin("-1e15")
@DecimalMax("1e15")
@ReportAsSingleViolation
@Constraint(validatedBy = {})
@Target({ElementType.FIELD, ElementType.METHOD, ElementType.PARAMETER, ElementType.TYPE_USE})
@Retention(RetentionPolicy.RUNTIME)
@interface Measure {
  String message() default "must have at most 15 digits before the point and 10 behind it";

  Class<?>[] groups() default {};

  Class<? extends Payload>[] payload() default {};
}
