package dev.postern.adminui.jobs;

import com.vaadin.cdi.annotation.CdiComponent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.progressbar.ProgressBar;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import dev.postern.adminui.access.ConsoleUser;
import dev.postern.adminui.access.Visit;
import dev.postern.adminui.part.BackLink;
import dev.postern.adminui.part.Buttons;
import dev.postern.adminui.part.Facts;
import dev.postern.adminui.part.IdText;
import dev.postern.adminui.part.Notice;
import dev.postern.adminui.part.Panel;
import dev.postern.adminui.part.ViewHeader;
import dev.postern.adminui.shell.ConsoleLayout;
import dev.postern.adminui.shell.TenantView;
import dev.postern.core.access.Permission;
import dev.postern.core.id.JobId;
import dev.postern.core.problem.ProblemException;
import dev.postern.outbound.replay.Job;
import jakarta.annotation.security.PermitAll;
import jakarta.inject.Inject;
import org.jspecify.annotations.Nullable;

/** {@code /t/{tenant}/jobs/{job_…}}: how far it is. */
@Route(value = "t/:tenant/jobs/:id", layout = ConsoleLayout.class)
@PageTitle("Job · Postern")
@PermitAll
@CdiComponent
public class JobView extends TenantView {
  private static final long serialVersionUID = 1L;
  private final transient JobDoors doors;
  private final ProgressBar bar = new ProgressBar();
  private final Paragraph progress = new Paragraph();
  private Job.@Nullable Status drawn;

  @Inject
  JobView(ConsoleUser people, JobDoors doors) {
    super(people);
    this.doors = doors;
    bar.getElement().setAttribute("aria-label", "Progress");
  }

  @Override
  protected void show(Visit visit, BeforeEnterEvent event) {
    JobId id =
        event
            .getRouteParameters()
            .get("id")
            .flatMap(JobId::parse)
            .orElseThrow(() -> ProblemException.notFound("The job"));
    drawn = null;
    if (draw(visit, id)) {
      doors.follow(this, () -> draw(visit, id));
    }
  }

  /** True while it goes on: then only the bar and its sentence are drawn anew. */
  private boolean draw(Visit visit, JobId id) {
    Job job = doors.get(visit, id);
    bar.setMax(Math.max(1, job.total()));
    bar.setValue(job.total() == 0 ? 1 : Math.min(job.completed(), job.total()));
    progress.setText(JobWords.progress(job));
    if (job.status() != drawn) {
      frame(visit, job);
      drawn = job.status();
    }
    return job.status() == Job.Status.RUNNING;
  }

  private void frame(Visit visit, Job job) {
    Component[] actions =
        job.status() == Job.Status.RUNNING && visit.may(Permission.WRITE)
            ? new Component[] {Buttons.danger("Cancel job", click -> cancel(visit, job.id()))}
            : new Component[0];
    Panel panel = new Panel("Progress", bar, progress);
    panel.action(new Anchor(visit.path("deliveries"), "Watch the deliveries"));
    removeAll();
    add(
        new BackLink(visit.path("jobs"), "Jobs"),
        new ViewHeader(JobWords.kind(job), JobWords.filter(job.filter()), actions)
            .badge(JobWords.badge(job)),
        panel,
        new Panel(
            "Facts",
            new Facts()
                .with("Job", IdText.whole(job.id()))
                .with("Started", doors.times().age(job.createdAt()))
                .with("Ended", doors.times().age(job.completedAt()))));
  }

  private void cancel(Visit visit, JobId id) {
    doors.cancel(visit, id);
    Notice.done("The job is cancelled.");
    draw(visit, id);
  }
}
