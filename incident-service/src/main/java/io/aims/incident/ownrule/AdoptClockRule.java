package io.aims.incident.ownrule;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;

import io.aims.incident.deadline.Period;
import io.aims.incident.duty.Addressee;
import io.aims.incident.duty.Case;
import io.aims.incident.duty.ClockRule;
import io.aims.incident.duty.ReportKind;
import io.aims.incident.duty.Trigger;

/**
 * A duty of national law, of a contract or of one's own.
 *
 * @param source the article or clause
 * @param family rules of one family are one duty, of which the shortest wins; null makes it a duty of its own
 * @param when the cases in which it holds, any of them
 * @param after for the trigger {@code SUBMISSION}: families whose reports it follows
 * @param completes of these reports only the kinds that it completes, where they were handed in; none is any, anywhere
 * @param counting one of the published ways to count
 * @param form the form of the report
 */
record AdoptClockRule(
    @NotBlank @Size(max = 200) String title,
    @NotBlank @Size(max = 200) String source,
    @Nullable @Pattern(regexp = "[A-Z0-9][A-Z0-9-]{1,39}", message = "must be a family's name") String family,
    @NotEmpty @Size(max = 20) List<@NotNull Case> when,
    @NotNull Trigger trigger,
    @Nullable @Size(max = 10) Set<@NotNull @Size(max = 40) String> after,
    @Nullable @Size(max = 10) Set<@NotNull ReportKind> completes,
    @Nullable Boolean unlessResolved,
    @NotNull @Min(1) @Max(1000) Integer amount,
    @NotNull Period.Unit unit,
    @NotBlank @Size(max = 40) String counting,
    ClockRule.@NotNull Limit limit,
    @NotNull Addressee addressee,
    ClockRule.@NotNull Where where,
    @NotBlank @Size(max = 40) String form,
    @NotEmpty Set<@NotNull ReportKind> reports,
    @NotNull @Size(max = 5) List<@NotNull @DecimalMin("0.01") @DecimalMax("0.99") BigDecimal> dueSoonAt,
    @NotNull Boolean mayPause,
    @NotNull LocalDate validFrom,
    @Nullable LocalDate validTo,
    @NotBlank @Size(max = 4000) String reason) {

  ClockRule rule(String id) {
    return new ClockRule(id, title, source, family == null ? id : family, when,
        new ClockRule.Start(trigger, after == null ? Set.of() : after, completes, Boolean.TRUE.equals(unlessResolved)),
        new ClockRule.Within(amount, unit, counting), limit, new ClockRule.Recipient(addressee, where),
        new ClockRule.Report(form, reports), dueSoonAt.stream().sorted().distinct().toList(), mayPause, false, false,
        new ClockRule.Validity(validFrom, validTo, Map.of()), null);
  }
}
