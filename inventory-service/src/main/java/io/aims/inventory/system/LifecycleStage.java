package io.aims.inventory.system;

import java.util.EnumSet;
import java.util.Set;

/** Where a system stands in its life cycle (ISO/IEC 22989 section 6, A.6.2), and where it can go from there. */
enum LifecycleStage {
  INCEPTION, DESIGN_AND_DEVELOPMENT, VERIFICATION_AND_VALIDATION, DEPLOYMENT, OPERATION_AND_MONITORING, RE_EVALUATION, RETIREMENT;

  /** The stages that may follow; retirement is final. */
  Set<LifecycleStage> next() {
    return switch (this) {
      case INCEPTION -> EnumSet.of(DESIGN_AND_DEVELOPMENT, RETIREMENT);
      case DESIGN_AND_DEVELOPMENT -> EnumSet.of(VERIFICATION_AND_VALIDATION, RETIREMENT);
      case VERIFICATION_AND_VALIDATION -> EnumSet.of(DESIGN_AND_DEVELOPMENT, DEPLOYMENT, RETIREMENT);
      case DEPLOYMENT -> EnumSet.of(OPERATION_AND_MONITORING, RE_EVALUATION, RETIREMENT);
      case OPERATION_AND_MONITORING -> EnumSet.of(RE_EVALUATION, RETIREMENT);
      case RE_EVALUATION -> EnumSet.of(DESIGN_AND_DEVELOPMENT, VERIFICATION_AND_VALIDATION, DEPLOYMENT,
          OPERATION_AND_MONITORING, RETIREMENT);
      case RETIREMENT -> EnumSet.noneOf(LifecycleStage.class);
    };
  }
}
