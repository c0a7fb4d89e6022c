package dev.postern.adminui.jobs;

import com.vaadin.cdi.annotation.CdiComponent;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import dev.postern.adminui.access.ConsoleUser;
import dev.postern.adminui.access.Visit;
import dev.postern.adminui.part.BackLink;
import dev.postern.adminui.part.EmptyState;
import dev.postern.adminui.part.Grids;
import dev.postern.adminui.part.Icon;
import dev.postern.adminui.part.ViewHeader;
import dev.postern.adminui.shell.ConsoleLayout;
import dev.postern.adminui.shell.TenantView;
import dev.postern.core.page.PageRequest;
import dev.postern.outbound.replay.Job;
import jakarta.annotation.security.PermitAll;
import jakarta.inject.Inject;

/** {@code /t/{tenant}/jobs}. */
@Route(value = "t/:tenant/jobs", layout = ConsoleLayout.class)
@PageTitle("Jobs · Postern")
@PermitAll
@CdiComponent
public class JobsView extends TenantView {
  private static final long serialVersionUID = 1L;
  private final transient JobDoors doors;

  @Inject
  JobsView(ConsoleUser people, JobDoors doors) {
    super(people);
    this.doors = doors;
  }

  @Override
  protected void show(Visit visit, BeforeEnterEvent event) {
    removeAll();
    add(new BackLink(visit.path("deliveries"), "Deliveries"));
    if (doors.list(visit, PageRequest.first(1)).data().isEmpty()) {
      add(
          new EmptyState(
              Icon.RETRY,
              "No jobs yet",
              "Retrying many deliveries at once, or replaying an endpoint, makes a job that is"
                  + " listed here with its progress."));
      return;
    }
    add(new ViewHeader("Jobs", "Deliveries sent again in numbers."), grid(visit));
  }

  private Grid<Job> grid(Visit visit) {
    Grid<Job> grid = Grids.plain(Job.class, "Jobs");
    grid.addComponentColumn(JobWords::badge).setHeader("Status").setWidth("124px").setFlexGrow(0);
    Grids.main(
        grid.addComponentColumn(
                job -> new Anchor(visit.path("jobs/" + job.id()), JobWords.kind(job)))
            .setHeader("Job")
            .setWidth("140px")
            .setFlexGrow(1));
    grid.addColumn(job -> JobWords.filter(job.filter()))
        .setHeader("Of")
        .setWidth("220px")
        .setFlexGrow(4);
    grid.addColumn(job -> job.completed() + " / " + job.total())
        .setHeader("Done")
        .setWidth("120px")
        .setFlexGrow(0);
    grid.addComponentColumn(job -> doors.times().age(job.createdAt()))
        .setHeader("Started")
        .setWidth("112px")
        .setFlexGrow(0);
    Grids.page(grid, page -> doors.list(visit, page));
    return grid;
  }
}
