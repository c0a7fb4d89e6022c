package dev.postern.adminui.rest;

import dev.postern.core.audit.AuditExport;
import dev.postern.core.audit.AuditFilter;
import dev.postern.core.audit.AuditTrail;
import dev.postern.core.id.AuditId;
import dev.postern.core.page.Page;
import dev.postern.core.page.PageRequest;
import dev.postern.core.problem.ProblemException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What can be asked of one chain of the trail, whoever it is of. */
record AuditAnswers(AuditTrail trail, UUID chain) {

  Page<AuditView> list(AuditQuery query, PageRequest page) {
    return trail.list(chain, query.filter(), page).map(AuditView::of);
  }

  AuditView.Verification verify() {
    return AuditView.Verification.of(trail.verify(chain));
  }

  /** Oldest first, streamed. */
  Response export(@Nullable String format, AuditQuery query) {
    AuditFilter filter = query.filter();
    AuditExport form = AuditQuery.format(format);
    StreamingOutput lines =
        out -> {
          form.begin(out);
          trail.each(chain, filter, entry -> form.write(entry, out));
        };
    return Response.ok(lines, form.mediaType())
        .header("Content-Disposition", "attachment; filename=\"audit." + form.extension() + "\"")
        .build();
  }

  AuditView get(String id) {
    return AuditId.parse(id)
        .flatMap(entry -> trail.find(chain, entry))
        .map(AuditView::of)
        .orElseThrow(() -> ProblemException.notFound("The audit entry"));
  }
}
