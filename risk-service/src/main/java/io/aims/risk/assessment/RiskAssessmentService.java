package io.aims.risk.assessment;

import java.time.Clock;
import java.util.UUID;
import java.util.function.Function;

import jakarta.enterprise.context.ApplicationScoped;

import org.jspecify.annotations.Nullable;

import io.aims.platform.event.Cause;
import io.aims.platform.event.EventLog;
import io.aims.platform.event.History;
import io.aims.platform.event.References;
import io.aims.platform.identity.Caller;
import io.aims.platform.refusal.Refusal;
import io.aims.platform.tenancy.Transactions;
import io.aims.platform.time.Ids;
import io.aims.platform.web.IfMatch;
import io.aims.platform.web.Page;
import io.aims.platform.web.PageRequest;
import io.aims.risk.criteria.RiskCriteriaService;
import io.aims.risk.risk.RiskRegister;
import io.aims.risk.system.SystemDirectory;
import io.aims.risk.system.SystemFacts;
import io.smallrye.mutiny.Uni;

/** Opens the assessment of a system and carries out what people decide in it. */
@ApplicationScoped
class RiskAssessmentService {
  private static final String WHAT = "risk assessment";
  private final Transactions transactions;
  private final RiskAssessments assessments;
  private final SuggestionRules rules;
  private final RiskCriteriaService criteria;
  private final RiskRegister risks;
  private final SystemDirectory systems;
  private final EventLog eventLog;
  private final References references;
  private final History history;
  private final Ids ids;
  private final Clock clock;

  RiskAssessmentService(Transactions transactions, RiskAssessments assessments, SuggestionRules rules,
      RiskCriteriaService criteria, RiskRegister risks, SystemDirectory systems, EventLog eventLog,
      References references, History history, Ids ids, Clock clock) {
    this.transactions = transactions;
    this.assessments = assessments;
    this.rules = rules;
    this.criteria = criteria;
    this.risks = risks;
    this.systems = systems;
    this.eventLog = eventLog;
    this.references = references;
    this.history = history;
    this.ids = ids;
    this.clock = clock;
  }

  /** Opens the first assessment of a system that is in scope; a system that has one keeps it. Inside a feed's transaction. */
  Uni<Void> openFirst(UUID tenant, UUID systemId, SystemFacts system, Cause cause) {
    if (!system.inScope()) {
      return Uni.createFrom().voidItem();
    }
    return assessments.exists(systemId)
        .chain(exists -> exists ? Uni.createFrom().voidItem() : open(tenant, systemId, system, cause));
  }

  private Uni<Void> open(UUID tenant, UUID systemId, SystemFacts system, Cause cause) {
    return criteria.inForce(tenant, cause).chain(inForce -> references.next(tenant, "RAS").chain(reference -> {
      var suggestions = rules.proposals(system).stream().map(p -> Suggestion.of(ids.next(), p)).toList();
      var assessment = RiskAssessment.open(ids.next(), tenant, reference, systemId,
          new RiskAssessment.Basis(inForce.revision(), rules.version()), suggestions, clock.instant());
      return eventLog.record(assessment, assessment.opened(), cause);
    })).replaceWithVoid();
  }

  /** Makes a risk of a suggestion: two aggregates change, and their events share one correlation. */
  Uni<RiskAssessmentView> adopt(Caller caller, UUID id, @Nullable IfMatch condition, UUID suggestionId, UUID ownerId,
      @Nullable String reason) {
    var cause = new Cause(caller.subject(), ids.next(), null, reason);
    return decide(caller, id, condition, assessment -> risks
        .identify(caller.tenant(), assessment.systemId(), id,
            assessment.suggestions().get(suggestionId).proposal().statement(), ownerId, cause)
        .chain(riskId -> eventLog.record(assessment,
            assessment.adopt(suggestionId, riskId, caller.subject(), clock.instant()), cause)));
  }

  Uni<RiskAssessmentView> dismiss(Caller caller, UUID id, @Nullable IfMatch condition, UUID suggestionId,
      String reason) {
    return decide(caller, id, condition, assessment -> eventLog.record(assessment,
        assessment.dismiss(suggestionId, caller.subject(), clock.instant()), Cause.of(caller, reason)));
  }

  Uni<RiskAssessmentView> complete(Caller caller, UUID id, @Nullable IfMatch condition, @Nullable String reason) {
    return decide(caller, id, condition,
        assessment -> eventLog.record(assessment, assessment.complete(), Cause.of(caller, reason)));
  }

  Uni<RiskAssessmentView> read(Caller caller, UUID id) {
    return transactions.in(caller.tenant(), () -> assessments.get(id).map(RiskAssessmentView::of));
  }

  Uni<Page<RiskAssessmentView.Summary>> list(Caller caller, @Nullable UUID systemId, PageRequest page) {
    return transactions.in(caller.tenant(), () -> assessments.list(systemId, page));
  }

  Uni<Page<History.Entry>> history(Caller caller, UUID id, PageRequest page) {
    return transactions.in(caller.tenant(), () -> history.of(caller.tenant(), id, WHAT, page));
  }

  Uni<RiskAssessmentView.Proposals> proposals(Caller caller, UUID systemId) {
    return systems.expect(caller.tenant(), systemId)
        .map(found -> Refusal.orNotFound(found, "AI system"))
        .map(system -> new RiskAssessmentView.Proposals(systemId, rules.version(),
            rules.proposals(system).stream().map(RiskAssessmentView.ProposalView::of).toList()));
  }

  private Uni<RiskAssessmentView> decide(Caller caller, UUID id, @Nullable IfMatch condition,
      Function<RiskAssessment, Uni<? extends RiskAssessment>> decision) {
    return transactions.in(caller.tenant(), () -> assessments.get(id)
        .map(assessment -> IfMatch.check(condition, assessment))
        .chain(decision)
        .map(RiskAssessmentView::of));
  }
}
