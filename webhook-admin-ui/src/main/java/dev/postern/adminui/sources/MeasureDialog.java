package dev.postern.adminui.sources;

import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import dev.postern.adminui.access.Visit;
import dev.postern.adminui.part.Buttons;
import dev.postern.adminui.part.Forms;
import dev.postern.adminui.part.Notice;
import dev.postern.adminui.part.Times;
import dev.postern.core.id.SourceId;
import dev.postern.core.problem.ProblemException;
import dev.postern.ingest.Measure;
import dev.postern.ingest.network.Networks;
import java.time.Duration;
import java.util.Map;

/** A person's own measure against an attack. */
final class MeasureDialog extends Dialog {
  private static final long serialVersionUID = 1L;
  private final RadioButtonGroup<Measure.Kind> kind = new RadioButtonGroup<>("What to do");
  private final TextField network = new TextField("Network");
  private final Select<Duration> lasting = new Select<>();

  MeasureDialog(SourceDefences defences, Visit visit, SourceId source, Runnable taken) {
    setHeaderTitle("Take a measure");
    addClassName("dialog-m");
    kind.setItems(Measure.Kind.values());
    kind.setItemLabelGenerator(MeasureDialog::explain);
    kind.setValue(Measure.Kind.BLOCK_NETWORK);
    kind.addClassName("stacked");
    kind.addValueChangeListener(
        change -> network.setVisible(change.getValue() == Measure.Kind.BLOCK_NETWORK));
    network.setPlaceholder("203.0.113.0/24");
    network.setHelperText("Or one address. The rejections show where requests came from.");
    network.setRequired(true);
    lasting.setLabel("For");
    lasting.setItems(
        Duration.ofMinutes(15),
        Duration.ofHours(1),
        Duration.ofHours(6),
        Duration.ofDays(1),
        Duration.ofDays(7));
    lasting.setItemLabelGenerator(Times::rough);
    lasting.setValue(Duration.ofHours(1));
    lasting.setHelperText("It ends by itself, and can be undone before.");
    add(kind, network, lasting);
    getFooter()
        .add(
            Buttons.quiet("Cancel", click -> close()),
            Buttons.primary("Take it", click -> take(defences, visit, source, taken)));
  }

  private void take(SourceDefences defences, Visit visit, SourceId source, Runnable taken) {
    Forms.clear(network);
    try {
      boolean block = kind.getValue() == Measure.Kind.BLOCK_NETWORK;
      String range = block ? Networks.range(network.getValue().strip()).toString() : null;
      defences.apply(visit, source, kind.getValue(), range, lasting.getValue());
      close();
      Notice.done("It is in force.");
      taken.run();
    } catch (ProblemException refused) {
      Forms.mark(refused, Map.of("/network", network));
    } catch (IllegalArgumentException noNetwork) {
      Forms.mark(network, String.valueOf(noNetwork.getMessage()));
    }
  }

  private static String explain(Measure.Kind kind) {
    return switch (kind) {
      case BLOCK_NETWORK -> "Block a network: it gets 403";
      case TIGHTEN_LIMIT -> "Tighten the limits to a tenth: the rest gets 429";
      case DISABLE_SOURCE -> "Close the source: everybody gets 404";
    };
  }
}
