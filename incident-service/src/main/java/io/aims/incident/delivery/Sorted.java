package io.aims.incident.delivery;

import java.util.List;

import io.aims.incident.counting.Sighting;
import io.aims.incident.notice.ModelNotices.News;
import io.aims.incident.unmapped.Heard;

/** What a batch of deliveries holds: for systems that are known, for nobody yet, and news. */
record Sorted(List<Sighting> sightings, List<Heard> unmapped, List<News> news) {}
