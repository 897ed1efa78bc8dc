package io.aims.incident.authority;

import java.util.Map;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/** What people write in a report, by field of its form. */
record ReportTexts(@NotNull @Size(max = 50) Map<@Size(max = 100) String, @NotNull @Size(max = 20000) String> texts) {}
