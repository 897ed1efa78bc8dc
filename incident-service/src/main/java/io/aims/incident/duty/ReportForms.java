package io.aims.incident.duty;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import io.aims.incident.reference.ReferenceFile;

/** The forms of reports, as versioned data ({@code authority-report-forms-1.json}). */
public final class ReportForms {
  private final String version;
  private final Map<String, ReportForm> forms = new TreeMap<>();

  private ReportForms(File file) {
    this.version = file.version();
    file.forms().forEach(form -> forms.put(form.id(), form));
  }

  private record File(String version, String description, List<ReportForm> forms) {}

  public static ReportForms load() {
    return new ReportForms(ReferenceFile.read("authority-report-forms-1", File.class));
  }

  String version() {
    return version;
  }

  public Set<String> names() {
    return forms.keySet();
  }

  /** The form of that name; rules name only forms that there are. */
  public ReportForm get(String name) {
    var form = forms.get(name);
    if (form == null) {
      throw new IllegalArgumentException("There is no form " + name);
    }
    return form;
  }
}
